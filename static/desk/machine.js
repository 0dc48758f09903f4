/* Machine drafts: only when asked for, of one paragraph or of all that are still open. What is a
   machine's is marked in the text until somebody changes it or says that it reads right. */

import { ask } from "./asking.js"
import { whenCalm } from "./calm.js"
import { mayDraft, openBlocks, originals, take, takeOut } from "./drafts.js"
import { shortcut } from "./keys.js"
import { onPlace, place, whenReady } from "./place.js"
import { confirm, labelOf, machineBlocks } from "./prose-draft.js"

const QUIET = 150 // milliseconds without typing before what follows from the text is looked at
const PAUSE = 1200 // milliseconds between two looks at a run
const tool = document.querySelector("#tool-machine")
const lengths = tool ? JSON.parse(tool.dataset.lengths) : {}
const part = (name) => tool.querySelector(`[data-part="${name}"]`)
const underway = new Set()
let editor = null
let after = 0 // the last draft that was looked at

const provider = () => tool.querySelector("[name=machine-provider]").value
const address = (name) => `${tool.dataset.address}${name}`
const say = (sentence, trouble = false) => {
  part("said").textContent = sentence
  part("said").classList.toggle("is-trouble", trouble)
}
const paragraphsOf = (number) => (number === 1 ? "1 paragraph" : `${number} paragraphs`)

/* Not at every letter: it looks through the whole story. */
function afterTyping(run) {
  let waiting = 0
  editor.on("update", () => {
    clearTimeout(waiting)
    waiting = setTimeout(run, QUIET)
  })
}

/* --- one paragraph ------------------------------------------------------------------------------ */

/* The caret's block if it is open, else the next open one behind it. */
function wanted() {
  const here = place()?.ids || []
  const open = openBlocks()
  const order = [...originals().keys()]
  const behind = (id) => order.indexOf(id) > order.indexOf(here.at(-1))
  return open.find((id) => here.includes(id)) || open.find((id) => here.length && behind(id)) || open[0]
}

async function draftOne(block) {
  if (!block) return say("Every paragraph is translated or left out.")
  if (!mayDraft(block)) return say("Words of ours stand there already. A machine does not write over them.")
  if (underway.has(block)) return undefined
  underway.add(block)
  say(`${labelOf(provider())} is drafting ${block}…`)
  try {
    const found = await ask(address("draft/"), { provider: provider(), block })
    const taken = take(editor, found)
    if (taken) goTo(block)
    say(taken ? [`${found.label} drafted ${block}.`, ...found.notes].join(" ") : "You wrote there meanwhile; the draft is left out.")
    showUsage()
  } catch (error) {
    say(error.message, true)
  } finally {
    underway.delete(block)
  }
  return undefined
}

/* --- all that are open ----------------------------------------------------------------------------- */

function askForAll() {
  const open = openBlocks()
  if (!open.length) return say("Every paragraph is translated or left out.")
  const size = open.reduce((sum, id) => sum + (lengths[id] || 0), 0)
  part("question").textContent =
    `${paragraphsOf(open.length)} of the original, ${size.toLocaleString("en")} characters, go to ` +
    `${labelOf(provider())}. Nothing that somebody has written is touched.`
  part("ask").showModal()
  return undefined
}

async function draftAll() {
  part("ask").close()
  try {
    after = 0
    show(await ask(address("whole/"), { provider: provider(), blocks: openBlocks() }), true)
  } catch (error) {
    say(error.message, true)
  }
}

async function look(taking) {
  try {
    show(await ask(`${address("")}?after=${after}`), taking)
  } catch (error) {
    say(error.message, true)
    setTimeout(look, 5 * PAUSE, taking)
  }
}

/* What came is put into the text at once in the window that asked; in one that was opened later
   it waits for a word. */
function show({ run, drafts }, taking) {
  part("run").hidden = !run || (run.ended && !drafts.length && !taking)
  if (!run) return
  part("stop").hidden = run.ended
  part("bar").max = run.total
  part("bar").value = run.done
  part("done").textContent = `${run.mine ? "" : `For ${run.by}: `}${run.done} of ${paragraphsOf(run.total)} drafted`
  if (run.trouble) say(run.trouble, true)
  if (taking) takeAll(drafts)
  else offerWaiting(drafts.filter(({ block }) => mayDraft(block)))
  if (!run.ended) setTimeout(look, PAUSE, taking)
  else if (taking) finished(run)
}

function takeAll(drafts) {
  for (const draft of drafts) {
    take(editor, draft)
    after = Math.max(after, draft.id)
  }
}

function finished(run) {
  part("run").hidden = true
  if (!run.trouble) say(`${paragraphsOf(run.done)} drafted. Read each: change it, or say that it reads right.`)
  showUsage()
}

function offerWaiting(drafts) {
  part("waiting").hidden = !drafts.length
  part("waiting").textContent = `Put in ${drafts.length === 1 ? "the draft" : `the ${drafts.length} drafts`} that came meanwhile`
  part("waiting").onclick = () => {
    part("waiting").hidden = true
    look(true)
  }
  if (!drafts.length && part("stop").hidden) part("run").hidden = true
}

async function stop() {
  try {
    show(await ask(address("cancel/"), {}), true)
  } catch (error) {
    say(error.message, true)
  }
}

async function showUsage() {
  try {
    const { usage } = await ask(`${address("usage/")}?provider=${provider()}`)
    part("usage").textContent = usage
  } catch (error) {
    part("usage").textContent = error.message
  }
}

/* --- what is still a machine's ------------------------------------------------------------------------ */

const here = () => {
  const now = place()
  return now?.node.attrs.draft && now.node.textContent.trim() ? now : null
}

function readsRight() {
  const now = here()
  if (now) confirm(editor.view, now.pos)
}

const putCaret = (pos) => editor.chain().setTextSelection(pos + 1).focus().scrollIntoView().run()

function goTo(id) {
  const found = machineBlocks(editor.state.doc).find(({ node }) => node.attrs.source === id)
  if (found) putCaret(found.pos)
}

function goToFirst() {
  const [first] = editor ? machineBlocks(editor.state.doc) : []
  if (first) putCaret(first.pos)
}

function showMarks() {
  const marked = machineBlocks(editor.state.doc)
  const ids = new Set(marked.flatMap(({ node }) => (node.attrs.source || "").split(" ")))
  for (const block of document.querySelectorAll("#original-panel .block[data-block]")) {
    block.classList.toggle("is-machine", ids.has(block.dataset.block))
  }
  if (!tool) return
  part("marked").hidden = !marked.length
  part("count").textContent = `${marked.length === 1 ? "1 paragraph is" : `${marked.length} paragraphs are`} still a machine’s.`
  part("confirm").hidden = !here()
}

/* --- it begins ------------------------------------------------------------------------------------------ */

/* Beside what else one can do with a block of the original. */
function addToBlocks() {
  const tools = document.querySelector("#block-tools")
  if (!tools) return
  const button = document.createElement("button")
  button.type = "button"
  button.className = "draft-block"
  button.textContent = "Machine draft"
  const block = () => button.closest("[data-block]")?.dataset.block
  button.addEventListener("click", () => draftOne(block()))
  tools.append(button)
  // The group of acts goes from block to block.
  const dress = () => { button.hidden = !block() || !mayDraft(block()) }
  for (const event of ["click", "focusin"]) document.querySelector("#original-panel").addEventListener(event, () => setTimeout(dress))
  afterTyping(dress)
  onPlace(() => setTimeout(dress))
}

function offer() {
  part("one").addEventListener("click", () => draftOne(wanted()))
  part("all").addEventListener("click", askForAll)
  part("go").addEventListener("click", draftAll)
  part("not").addEventListener("click", () => part("ask").close())
  part("stop").addEventListener("click", stop)
  addToBlocks()
  shortcut("Alt+Shift+D", "Machine draft of this paragraph, or of the next one open", () => draftOne(wanted()))
  whenCalm(() => look(false))
  whenCalm(showUsage)
}

whenReady((found) => {
  editor = found
  afterTyping(showMarks)
  onPlace(showMarks)
  if (tool || machineBlocks(found.state.doc).length) shortcut("Alt+Shift+R", "This machine draft reads right", readsRight)
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('a[href$="#machine-draft"]')) return
    event.preventDefault()
    goToFirst()
  })
  if (location.hash === "#machine-draft") goToFirst()
  if (tool) {
    part("first").addEventListener("click", goToFirst)
    part("out").addEventListener("click", () => takeOut(editor))
    part("confirm").addEventListener("click", readsRight)
    for (const button of tool.querySelectorAll("button")) {
      button.addEventListener("mousedown", (event) => event.preventDefault())
    }
    if (tool.dataset.offers === "yes") offer()
  }
  showMarks()
})
