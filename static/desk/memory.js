/* Memory: what was published before that resembles the paragraph at the caret. Asked for when
   the caret has rested in a paragraph for a moment, and never in the way of typing. */

import { pm } from "django-prose-editor/editor"

import { shortcut } from "./keys.js"
import { show as showBeside } from "./layout.js"
import { onPlace, place, whenReady } from "./place.js"

const { closeHistory } = pm.history
const tool = document.querySelector("#tool-memory")
const REST = 250 // milliseconds
const SHOWN = 5
const known = new Map() // what was answered, by what was asked
let editor = null
let asked = ""
let waiting = 0
let underway = new AbortController()

const list = () => tool.querySelector("#memory-pairs")
const field = () => tool.querySelector("#memory-words")
const say = (sentence) => { tool.querySelector("#memory-said").textContent = sentence }

async function fetched(question) {
  underway.abort()
  underway = new AbortController()
  const answer = await fetch(`${tool.dataset.address}?${question}`, { signal: underway.signal })
  if (!answer.ok) throw new Error((await answer.json()).error)
  return answer.text()
}

async function ask(question) {
  try {
    if (!known.has(question)) known.set(question, await fetched(question))
    if (question === asked) show(known.get(question))
  } catch (error) {
    if (error.name === "AbortError" || question !== asked) return
    list().replaceChildren()
    say("Memory does not answer just now.")
  }
}

function show(html) {
  list().innerHTML = html
  list().setAttribute("aria-busy", "false")
  const found = list().querySelectorAll(".pair").length
  say(found ? `${found} published ${found === 1 ? "pair" : "pairs"}` : "")
}

function askLater(question, rest = REST) {
  if (question === asked) return
  asked = question
  clearTimeout(waiting)
  underway.abort()
  if (known.has(question)) return show(known.get(question))
  list().setAttribute("aria-busy", "true")
  waiting = setTimeout(ask, rest, question)
}

function askForPlace(now) {
  if (now && !field().value.trim()) askLater(new URLSearchParams({ block: now.ids.join(" ") }).toString())
}

function askForWords(rest = REST) {
  const words = field().value.trim()
  if (words) askLater(new URLSearchParams({ words }).toString(), rest)
  else askForPlace(place())
}

/* Nothing of a person's in it: empty, a machine's, or as it stands in the original. */
function untouched(node) {
  const text = node.textContent.trim()
  const original = list().querySelector(".pairs")?.dataset.original
  return !text || Boolean(node.attrs.draft) || text.replace(/\s+/g, " ") === original
}

function take(pair) {
  const now = place()
  const text = pair?.querySelector(".pair-target")?.textContent
  if (!now || !text || !editor.isEditable) return
  const { state, view } = editor
  const { from, to } = untouched(now.node)
    ? { from: now.pos + 1, to: now.pos + 1 + now.node.content.size }
    : state.selection
  // A step of its own for undo, apart from what was typed before and is typed after it.
  view.dispatch(closeHistory(state.tr).insertText(text, from, to).scrollIntoView())
  view.dispatch(closeHistory(view.state.tr))
  view.focus()
}

function findSelected() {
  const words = getSelection().toString().trim().replace(/\s+/g, " ")
  if (words && document.activeElement !== field()) field().value = words.slice(0, field().maxLength)
  showBeside("tools")
  field().focus()
  askForWords(0)
}

/* Who leaves needs no answer; and where they hand in the story, they would only be refused. */
function leave() {
  clearTimeout(waiting)
  underway.abort()
  asked = ""
}

if (tool) {
  addEventListener("beforeunload", leave)
  whenReady((ready) => { editor = ready })
  onPlace(askForPlace)
  field().addEventListener("input", () => askForWords())
  field().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    askForWords(0)
  })
  // The caret stays where the words shall go.
  tool.addEventListener("mousedown", (event) => {
    if (event.target.closest(".take-pair")) event.preventDefault()
  })
  tool.addEventListener("click", (event) => {
    if (event.target.closest(".take-pair")) take(event.target.closest(".pair"))
  })
  shortcut(`Alt+Shift+1…${SHOWN}`, "Take that pair of memory")
  for (let n = 1; n <= SHOWN; n += 1) {
    shortcut(`Alt+Shift+${n}`, "", () => take(list().querySelectorAll(".pair")[n - 1]))
  }
  shortcut("Alt+Shift+F", "Find the selected words in memory", findSelected)
}
