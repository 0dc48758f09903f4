/* The copy desk: what the checks find in the text as it is typed. The server is asked when one
   has paused; an answer to a text that has changed since is thrown away. */

import { ask } from "./asking.js"
import { whenCalm } from "./calm.js"
import { dismissedCard, findingCard } from "./finding-cards.js"
import { fix, goTo, leave, mark, typed, whenTyped } from "./finding-places.js"
import { shortcut } from "./keys.js"
import { show } from "./layout.js"

const PAUSE = 900 // milliseconds without typing
const tool = document.querySelector("#tool-findings")
const bar = document.querySelector("#findings-bar")
const phone = matchMedia("(max-width: 767px)")
const part = (name) => tool.querySelector(`[data-part="${name}"]`)
const say = (sentence) => { part("said").textContent = sentence }
const tell = (sentence) => { part("told").textContent = sentence } // what the screen shows anyway

let heard = { findings: [], dismissed: [], counts: {}, source: {} }
let changes = 0 // of the text, as far as it was seen to change
let asking = null
let waiting = 0
let current = "" // the finding one has come to
let mended = [] // by the key, and not told to the server yet
let about = null // the finding that the dialog asks about

const may = { write: tool?.dataset.mayWrite === "yes", dismiss: tool?.dataset.mayDismiss === "yes" }
const ours = { lang: tool?.dataset.ourLang, dir: tool?.dataset.ourDir }

/* In the order in which one walks: what is wrong and what is to be looked at, then hints. */
const walked = () => {
  const { findings } = heard
  return [...findings.filter((one) => one.severity !== "hint"), ...findings.filter((one) => one.severity === "hint")]
}
const found = (id) => heard.findings.find((one) => one.id === id)
const alike = (one) => heard.findings.filter(
  (other) => other.code === one.code && other.quote === one.quote && other.fix === one.fix && other.fix !== null,
)

/* --- asking ------------------------------------------------------------------------------------- */

async function look(more = {}) {
  clearTimeout(waiting)
  if (asking) return soon(0) // one at a time: the next begins when this one is heard
  const seen = changes
  const fixed = mended.splice(0)
  asking = ask(tool.dataset.address, { ...typed(), fixed, ...more })
  try {
    const answer = await asking
    if (seen === changes) take(answer)
  } catch {
    mended.push(...fixed)
    say("The checks do not answer just now. They are asked again with the next change.")
  } finally {
    asking = null
  }
  return undefined
}

function soon(pause = PAUSE) {
  clearTimeout(waiting)
  waiting = setTimeout(() => (asking ? asking.finally(() => soon(0)) : look()), pause)
}

function changed() {
  changes += 1
  soon()
}

async function act(address, more) {
  const seen = changes
  const answer = await ask(address, { ...typed(), ...more })
  if (seen === changes) take(answer)
  else soon(0)
}

/* --- showing -------------------------------------------------------------------------------------- */

function take(answer) {
  const before = heard.counts
  heard = answer
  if (current && !found(current)) current = ""
  draw()
  const { blocker, warning } = heard.counts
  if (blocker !== before.blocker || warning !== before.warning) tell(summary())
  say(heard.findings.length ? "" : summary())
}

function summary() {
  const { blocker = 0, warning = 0, hint = 0 } = heard.counts
  const parts = [blocker && `${blocker} wrong`, warning && `${warning} to look at`].filter(Boolean)
  if (parts.length) return `${parts.join(", ")}.`
  return hint ? "Nothing is wrong." : "The checks find nothing."
}

function draw() {
  const { findings, dismissed } = heard
  const hints = findings.filter((one) => one.severity === "hint")
  const grave = findings.filter((one) => one.severity !== "hint")
  const context = { ours, theirs: heard.source, may, does }
  const card = (one) => {
    const made = findingCard(one, { ...context, alike: alike(one).length })
    made.classList.toggle("is-here", one.id === current)
    return made
  }
  part("list").replaceChildren(...grave.map(card))
  part("hint-list").replaceChildren(...hints.map(card))
  part("dismissed-list").replaceChildren(...dismissed.map((one) => dismissedCard(one, context)))
  part("hints").hidden = !hints.length
  part("hints-number").textContent = `${hints.length} ${hints.length === 1 ? "hint" : "hints"}`
  part("dismissed").hidden = !dismissed.length
  part("dismissed-number").textContent = `${dismissed.length} let stand`
  part("walk").hidden = findings.length < 2
  part("number").textContent = grave.length ? `· ${grave.length}` : ""
  drawBar()
  mark(findings, current)
}

function drawBar() {
  const { blocker = 0, warning = 0 } = heard.counts
  bar.hidden = !(blocker || warning)
  bar.textContent = [blocker && `${blocker} wrong`, warning && `${warning} to look at`].filter(Boolean).join(" · ")
  bar.classList.toggle("is-wrong", blocker > 0)
}

/* --- walking ------------------------------------------------------------------------------------- */

function choose(finding, { go = true } = {}) {
  current = finding.id
  if (!phone.matches) show("tools")
  draw()
  const card = tool.querySelector(`.finding[data-id="${CSS.escape(finding.id)}"]`)
  const folded = card?.closest("details")
  if (folded) folded.open = true
  card?.scrollIntoView({ block: "nearest" })
  if (go) goTo(finding)
  tell(`${finding.message}${finding.fix !== null ? ` Write “${finding.fix}”?` : ""}`)
}

function walk(step) {
  const all = walked()
  if (!all.length) return say(summary())
  const at = all.findIndex((one) => one.id === current)
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length
  return choose(all[next])
}

/* --- mending --------------------------------------------------------------------------------------- */

function mend(list) {
  // From the end, so that what stands before stays where it is.
  const done = [...list].reverse().filter(fix)
  if (!done.length) return say("The text has changed there. Look at it again.")
  mended.push(...done.map((one) => one.id))
  const gone = new Set(done.map((one) => one.id))
  const next = walked().find((one, n, all) => !gone.has(one.id) && n >= all.findIndex((each) => gone.has(each.id)))
  heard = { ...heard, findings: heard.findings.filter((one) => !gone.has(one.id)) }
  current = next?.id || ""
  draw()
  say(done.length > 1 ? `Written ${done.length} times: “${done[0].fix}”.` : `Written: “${done[0].fix}”.`)
  soon(150)
  return undefined
}

/* --- letting stand ----------------------------------------------------------------------------------- */

function openAsk(finding) {
  if (!part("ask")) return
  about = finding
  show("tools") // what is folded away shows no dialog either
  part("reasons").reset()
  part("trouble").textContent = ""
  part("about").textContent = finding.message
  part("ask").showModal()
  part("ask").querySelector("input").focus()
}

async function letStand(event) {
  event.preventDefault()
  const reason = part("reasons").elements["finding-reason"].value
  const words = tool.querySelector("#finding-words").value
  const everywhere = Boolean(tool.querySelector("#finding-everywhere")?.checked)
  part("stand").disabled = true
  try {
    await act(tool.dataset.dismiss, { fingerprint: about.id, reason, words, everywhere })
    leave()
    part("ask").close()
    tell(`Let stand: ${about.message}`)
  } catch (error) {
    part("trouble").textContent = error.message
  } finally {
    part("stand").disabled = false
  }
}

async function takeBack({ dismissal }) {
  try {
    await act(tool.dataset.takeBack, { dismissal })
  } catch (error) {
    say(error.message)
  }
}

const does = {
  goTo: (finding) => choose(finding),
  fix: (finding) => mend([finding]),
  fixAll: (finding) => mend(alike(finding)),
  ask: openAsk,
  takeBack,
  remember: ({ quote, fix: write }) => document.dispatchEvent(
    new CustomEvent("desk:term", { detail: { target: write || quote, banned: write ? quote : "" } }),
  ),
}

function listen() {
  part("previous").addEventListener("click", () => walk(-1))
  part("next").addEventListener("click", () => walk(1))
  for (const name of ["previous", "next"]) part(name).addEventListener("mousedown", (event) => event.preventDefault())
  bar.addEventListener("click", () => { show("tools"); walk(1) })
  shortcut("Alt+Shift+J", "Next finding of the copy desk", () => walk(1))
  shortcut("Alt+Shift+H", "Previous finding", () => walk(-1))
  if (may.write) shortcut("Alt+Shift+X", "Write what this finding proposes", mendHere)
  if (!part("ask")) return
  shortcut("Alt+Shift+V", "Let this finding stand, with a reason", () => { if (here()) openAsk(here()) })
  part("reasons").addEventListener("submit", letStand)
  part("not").addEventListener("click", () => part("ask").close())
}

const here = () => found(current) || walked()[0]

function mendHere() {
  const finding = here()
  if (!finding) return say(summary())
  if (finding.fix === null) return say("This one has no words to put there. Change it by hand, or let it stand.")
  return mend([finding])
}

if (tool) {
  listen()
  whenTyped({
    ready: () => whenCalm(() => look({ opened: true })),
    changed,
    chosen: (id) => { const finding = found(id); if (finding && id !== current) choose(finding, { go: false }) },
  })
  addEventListener("beforeunload", () => clearTimeout(waiting))
}
