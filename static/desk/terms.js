/* The Stylebook at the caret: how the house writes the names of the paragraph one is in. They
   are fetched once for the whole original, so that the caret never waits. */

import { ask } from "./asking.js"
import { whenCalm } from "./calm.js"
import { shortcut } from "./keys.js"
import { show as showBeside } from "./layout.js"
import { onPlace, place, whenReady } from "./place.js"

const KEY = "Alt+Shift+Y"
const tool = document.querySelector("#tool-terms")
const part = (name) => tool.querySelector(`[data-part="${name}"]`)
const field = (name) => tool.querySelector(`#term-${name}`)
let editor = null
let terms = {}
let blocks = {}
let shown = []
let wanted = "" // words that are being looked up

const say = (sentence) => { part("said").textContent = sentence }

const element = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...inside.filter(Boolean))
  return made
}

/* --- what stands in the paragraph ------------------------------------------------------------- */

const theirs = (words) => element("span", { className: "term-source", lang: tool.dataset.lang || "", dir: tool.dataset.dir || "auto", textContent: words })
const ours = (words) => element("span", { className: "term-target", lang: tool.dataset.ourLang, dir: tool.dataset.ourDir, textContent: words })

function row(term) {
  const more = [
    term.keep && "do not translate",
    term.also.length && `also right: ${term.also.join(", ")}`,
    term.banned.length && `never: ${term.banned.join(", ")}`,
    term.note,
  ].filter(Boolean).join(" · ")
  let take = null
  if (tool.dataset.mayWrite === "yes" && term.target) {
    take = element("button", { type: "button", className: "as-link", textContent: "Insert" })
    take.setAttribute("aria-label", `Insert ${term.target}`)
    // The caret stays where it is: that is where the term goes.
    take.addEventListener("mousedown", (event) => event.preventDefault())
    take.addEventListener("click", () => insert(term))
  }
  const line = element("p", { className: "term-line" }, theirs(term.source), " → ", ours(term.target), " ", take)
  return element("li", {}, line, more && element("p", { className: "quiet-line", textContent: more }))
}

function show(now) {
  if (wanted) return
  const found = [...new Set((now?.ids || []).flatMap((id) => blocks[id] || []))].map((id) => terms[id])
  if (found.length === shown.length && found.every((term, index) => term === shown[index])) return
  shown = found
  part("list").replaceChildren(...shown.map(row))
  if (Object.keys(terms).length) say(shown.length ? "" : "None in this paragraph.")
}

async function fetchTerms() {
  try {
    const found = await ask(tool.dataset.address)
    terms = found.terms
    blocks = found.blocks
    say(Object.keys(terms).length ? "None in this paragraph." : tool.dataset.lang ? "The Stylebook knows none of the names in this original." : "")
  } catch (error) {
    say(error.message)
  }
  shown = []
  show(place())
}

/* --- what somebody looks up ------------------------------------------------------------------- */

const REST = 250 // milliseconds without typing before the server is asked
let waiting = 0

async function lookUp(words) {
  try {
    const { found } = await ask(`${tool.dataset.address}?${new URLSearchParams({ words })}`)
    if (words !== wanted) return
    shown = found
    part("list").replaceChildren(...found.map(row))
    say(found.length ? "" : "The Stylebook has nothing with these words.")
  } catch (error) {
    if (words === wanted) say(error.message)
  }
}

function typed() {
  clearTimeout(waiting)
  wanted = field("words").value.trim()
  if (wanted) {
    waiting = setTimeout(lookUp, REST, wanted)
  } else {
    shown = [null]
    show(place())
  }
}

/* --- taking one ---------------------------------------------------------------------------------- */

const joins = (before, after) => /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)
const UNSPACED = /^(zh|ja|th|lo|km|my)/

function insert(term) {
  const { from, to, $from, $to } = editor.state.selection
  const spaced = !UNSPACED.test(tool.dataset.ourLang)
  const before = $from.parent.textBetween(0, $from.parentOffset, "", " ")
  const after = $to.parent.textBetween($to.parentOffset, $to.parent.content.size, "", " ")
  const words = `${spaced && joins(before, term.target) ? " " : ""}${term.target}${spaced && joins(term.target, after) ? " " : ""}`
  editor.view.dispatch(editor.state.tr.insertText(words, from, to).scrollIntoView())
  editor.view.focus()
}

/* The first that the paragraph does not hold yet: pressed again, the next. */
function takeNext() {
  if (!shown.length) return say("The Stylebook has nothing for this paragraph.")
  const text = place()?.node.textContent.toLowerCase() || ""
  insert(shown.find(({ target }) => target && !text.includes(target.toLowerCase())) || shown[0])
  return undefined
}

/* --- adding one ------------------------------------------------------------------------------------ */

let marked = "" // the words last marked in the original
let ownMarked = "" // and those in a field of ours beside the text

function remember() {
  const selection = getSelection()
  const inside = selection.anchorNode && document.querySelector("#original-text")?.contains(selection.anchorNode)
  if (inside && !selection.isCollapsed) marked = selection.toString().trim().slice(0, 200)
  const { activeElement: one } = document
  if (!one?.matches?.("#article_form :is(input[type=text], textarea)")) return
  ownMarked = one.value.slice(one.selectionStart, one.selectionEnd).trim().slice(0, 200)
}

/* What is marked in the text, or in the headline and the like where one was last. */
function ourMarked() {
  const { from, to } = editor.state.selection
  const inText = editor.view.dom.contains(document.activeElement)
  const said = editor.state.doc.textBetween(from, to, " ").trim().slice(0, 200)
  return inText ? said : ownMarked || said
}

function openAdd({ target, banned = "" } = {}) {
  showBeside("tools") // what is folded away shows no dialog either
  field("source").value = tool.dataset.lang ? marked : ""
  field("target").value = target || ourMarked()
  field("banned").value = banned
  field("note").value = part("trouble").textContent = ""
  field("keep").checked = false
  part("add").showModal()
  const first = ["source", "target"].find((name) => field(name).type !== "hidden" && !field(name).value) || "target"
  field(first).focus()
}

async function keep() {
  part("trouble").textContent = ""
  const said = Object.fromEntries(["source", "target", "kind", "banned", "note"].map((name) => [name, field(name).value]))
  try {
    const { term } = await ask(`${tool.dataset.address}add/`, { ...said, keep: field("keep").checked })
    part("add").close()
    marked = ownMarked = ""
    await fetchTerms()
    say(`In the Stylebook: ${[...new Set([term.source, term.target])].join(" → ")}.`)
    editor.view.focus()
  } catch (error) {
    part("trouble").textContent = error.message
  }
}

function offerAdding() {
  part("open").hidden = false
  document.addEventListener("selectionchange", remember)
  part("open").addEventListener("mousedown", (event) => event.preventDefault())
  part("open").addEventListener("click", () => openAdd())
  document.addEventListener("desk:term", ({ detail }) => openAdd(detail))
  part("keep").addEventListener("click", keep)
  part("not").addEventListener("click", () => part("add").close())
  part("add").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input") || event.isComposing) return
    event.preventDefault()
    keep()
  })
  shortcut("Alt+Shift+M", "Add the marked words to the Stylebook", () => openAdd())
}

if (tool) {
  whenReady((found) => {
    editor = found
    onPlace(show)
    if (tool.dataset.mayWrite === "yes") shortcut(KEY, "Take the next term of the Stylebook", takeNext)
    field("words").addEventListener("input", typed)
    field("words").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault() })
    if (part("add")) offerAdding()
    whenCalm(fetchTerms)
  })
}
