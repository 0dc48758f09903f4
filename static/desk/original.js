/* The original beside the translation: the caret lights the blocks that its paragraph renders,
   a block leads to the paragraph that renders it, and what is still open is marked. */

import { cuts, leaveOut, reason } from "./cuts.js"
import { enterTools, show } from "./layout.js"
import { copySource, dropEmpty, insertFor, linkTo, matchInOrder, move } from "./paragraphs.js"
import { onPlace, paragraphs, place, whenReady } from "./place.js"
import { count, showProgress } from "./progress.js"
import { shortcut } from "./keys.js"
import { closeWhole } from "./whole.js"

export { cuts }

const panel = document.querySelector("#original-panel")
const pane = panel?.querySelector(".original-text")
const tools = panel?.querySelector("#block-tools")
const beginning = panel?.querySelector(".original-tools form")
const matching = panel?.querySelector("#match-in-order")
const blocks = new Map()
const QUIET = 150 // milliseconds without typing before the marks are brought up to date
const calm = matchMedia("(prefers-reduced-motion: reduce)")

let editor = null
let lit = []
let active = null // the block that has the tools, and the focus when one tabs into the pane
let begun = "" // the block for which an empty paragraph was made
let waiting = 0

for (const element of panel?.querySelectorAll(".block[data-block]") || []) {
  const text = element.querySelector(".block-text").textContent.trim()
  const { block, words } = element.dataset
  const tag = /\bblock-(\w+)/.exec(element.className)[1]
  blocks.set(block, { id: block, tag, element, text, words: Number(words), state: "" })
}
const verbatim = new Set([...blocks.values()].map(({ text }) => text))

/* --- what is rendered, left out, still open ---------------------------------------------- */

/* As articles/readiness.py sees it: a name or a year may read the same in Latin letters. */
const readsTheSame = (text) => text.length < 25 && !/(?!\p{Script=Latin})\p{L}/u.test(text)
const renders = (text, { text: original }) => text && (text !== original || readsTheSame(original))

const looked = new WeakMap() // nodes never change: a paragraph that nobody touched is read once

function look(node) {
  let found = looked.get(node)
  if (!found) {
    const text = node.textContent.trim()
    found = { text, words: verbatim.has(text) ? 0 : count(text) }
    looked.set(node, found)
  }
  return found
}

/** Whether words of ours stand for this block. */
const isRendered = (id) => ["rendered", "thin"].includes(blocks.get(id)?.state)

/* What looks unfinished is for the server to say, which sees the whole text once it is stored. */
const looksUnfinished = () =>
  new Set((document.querySelector("#panel-head [data-unfinished]")?.dataset.unfinished || "").split(" "))

function mark(block, rendered, thin) {
  const state = reason(block.id) ? "cut" : !rendered ? "open" : thin ? "thin" : "rendered"
  const why = reason(block.id)
  if (block.state === state && block.why === why) return
  Object.assign(block, { state, why })
  for (const name of ["cut", "thin", "open"]) block.element.classList.toggle(`is-${name}`, name === state)
  block.element.classList.toggle("is-rendered", isRendered(block.id))
  const said = { cut: `left out: ${why}`, open: "not translated yet", thin: "looks unfinished", rendered: "" }[state]
  block.element.querySelector(".block-state").textContent = said
}

/* The whole original comes into an empty text; only what is written can be linked. */
function offerBeginning(hasText) {
  if (beginning) beginning.hidden = hasText
  if (matching) matching.hidden = !hasText
}

function takeStock() {
  waiting = 0
  const rendered = new Set()
  let written = 0
  const ours = paragraphs()
  for (const { node, ids: sources } of ours) {
    const { text, words } = look(node)
    written += words
    for (const id of sources) if (blocks.has(id) && renders(text, blocks.get(id))) rendered.add(id)
  }
  offerBeginning(ours.some(({ node }) => look(node).text))
  let [sources, settled] = [0, 0]
  const thin = looksUnfinished()
  for (const block of blocks.values()) {
    mark(block, rendered.has(block.id), thin.has(block.id))
    if (block.state !== "cut") sources += block.words
    if (block.state !== "open") settled += 1
  }
  showProgress({ written, sources, settled, total: blocks.size })
  if (active) dressTools()
}

const soon = () => {
  clearTimeout(waiting)
  waiting = setTimeout(takeStock, QUIET)
}

/* --- the block that is lit, and the one that has the tools --------------------------------- */

/* Into the part of the pane that is on the screen: further up the page it hangs out below. */
function scrollTo(element) {
  const { top, bottom } = pane.getBoundingClientRect()
  const room = Math.max(Math.min(bottom, innerHeight) - Math.max(top, 0), 80)
  const start = pane.scrollTop + Math.max(-top, 0)
  const at = element.offsetTop
  const seen = at >= start + 16 && at + Math.min(element.offsetHeight, room / 2) <= start + room - 16
  // The pane, never the window, which follows the caret.
  if (!seen) pane.scrollTo({ top: at - Math.max(-top, 0) - room / 3, behavior: calm.matches ? "auto" : "smooth" })
}

function light(elements) {
  for (const element of lit.filter((one) => !elements.includes(one))) {
    element.classList.remove("is-here")
    element.removeAttribute("aria-current")
  }
  for (const element of elements) {
    element.classList.add("is-here")
    element.setAttribute("aria-current", "true")
  }
  lit = elements
  pane.classList.toggle("has-here", lit.length > 0)
  if (lit[0]) scrollTo(lit[0])
}

function follow(now) {
  const here = (now?.ids || []).map((id) => blocks.get(id)).filter(Boolean)
  light(here.map(({ element }) => element))
  if (here[0]) activate(here[0])
}

function activate(block) {
  if (active !== block) {
    if (active) active.element.tabIndex = -1
    active = block
    block.element.tabIndex = 0
    closeCutForm()
    if (tools) block.element.append(tools)
  }
  dressTools()
}

const act = (name) => tools?.querySelector(`[data-act="${name}"]`)

function dressTools() {
  if (!tools) return
  tools.hidden = false
  const linked = place()?.ids.includes(active.id)
  const offer = { begin: active.state === "open" && !paragraphOf(active.id), link: Boolean(place()), cut: active.state === "open", restore: active.state === "cut" }
  for (const [name, offered] of Object.entries(offer)) if (act(name)) act(name).hidden = !offered
  if (act("link")) act("link").textContent = linked ? "Unlink" : "Link to cursor"
}

/* --- from block to paragraph ------------------------------------------------------------------ */

const paragraphOf = (id) => paragraphs().find((one) => one.ids.includes(id))

function putCaret(found, all = false) {
  const from = found.pos + 1
  const to = from + found.node.content.size
  editor.chain().setTextSelection(all ? { from, to } : to).focus().scrollIntoView().run()
}

/* To the paragraph that renders it; of several, to the one after the caret's. */
function go(id) {
  const all = paragraphs().filter((one) => one.ids.includes(id))
  if (!all.length) return false
  const found = all.find(({ pos }) => pos > (place()?.pos ?? -1)) || all[0]
  // What still reads as the original is there to be written over.
  putCaret(found, verbatim.has(look(found.node).text) && !isRendered(id))
  closeWhole()
  return true
}

function begin(id) {
  if (begun !== id) dropEmpty(editor, begun)
  begun = ""
  if (go(id)) return
  begun = id
  insertFor(editor, blocks.get(id), [...blocks.keys()])
  closeWhole()
}

/* From an obstacle to the block that it is about. */
function goToBlock(hash) {
  const block = blocks.get(/^#original-(b\d+)$/.exec(hash)?.[1])
  if (!block) return false
  show("original")
  activate(block)
  light([block.element])
  if (panel.dataset.mayWrite === "yes") begin(block.id)
  return true
}

function nextOpen(step) {
  const order = [...blocks.values()]
  const at = active ? order.indexOf(active) : step > 0 ? -1 : order.length
  const turned = step > 0
    ? [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))]
    : [...order.slice(0, at).reverse(), ...order.slice(at + 1).reverse()]
  const found = turned.find((block) => block.state === "open")
  if (!found) return say("Every paragraph is accounted for.")
  begin(found.id)
  bringUp()
}

/* Where the text begins low on the screen, its top comes up to the bar: room to write in. */
function bringUp() {
  const text = editor.view.dom.closest(".prose-editor")
  const edge = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)
  if (text.getBoundingClientRect().top > edge) text.scrollIntoView({ block: "start" })
}

/* --- leaving out ------------------------------------------------------------------------------- */

const said = panel?.querySelector("#original-said")
const why = panel?.querySelector("#cut-why")

function say(sentence, undo) {
  said.textContent = sentence
  if (!undo) return
  const button = document.createElement("button")
  button.type = "button"
  button.className = "as-link"
  button.textContent = "Undo"
  button.addEventListener("click", () => { undo(); said.textContent = "" })
  said.append(" ", button)
}

function setCut(id, reasonGiven) {
  const before = leaveOut(id, reasonGiven)
  takeStock()
  const sentence = reasonGiven ? `Left out: ${reasonGiven}.` : "Taken in again."
  say(sentence, () => { leaveOut(id, before); takeStock() })
}

function closeCutForm() {
  const form = tools?.querySelector("#cut-form")
  if (form) form.hidden = true
}

function openCutForm() {
  if (!why || !active || isRendered(active.id)) return
  if (active.state === "cut") return setCut(active.id, "")
  show("original")
  tools.querySelector("#cut-form").hidden = false
  why.value = ""
  why.focus({ preventScroll: true })
}

function cutNow() {
  if (!why.value.trim()) {
    say("Say why, so that the editor need not ask.")
    why.focus()
    return
  }
  setCut(active.id, why.value)
  closeCutForm()
  active.element.focus({ preventScroll: true })
}

/* --- hands: mouse, touch, keys ------------------------------------------------------------------- */

const ACTS = {
  begin: () => begin(active.id),
  link: () => { linkTo(editor, active.id); editor.commands.focus() },
  cut: openCutForm,
  restore: () => setCut(active.id, ""),
  "cut-now": cutNow,
  "cut-not": () => { closeCutForm(); active.element.focus({ preventScroll: true }) },
}

function pressed(event) {
  const button = event.target.closest("[data-act]")
  if (button) return ACTS[button.dataset.act]()
  const block = blocks.get(event.target.closest(".block")?.dataset.block)
  if (!block || tools?.contains(event.target) || !getSelection().isCollapsed) return
  if (event.target.closest("a") && !(event.ctrlKey || event.metaKey)) event.preventDefault()
  activate(block)
  if (!go(block.id)) light([block.element])
}

function walk(event) {
  if (event.target === why) {
    if (event.key === "Enter") { event.preventDefault(); cutNow() }
    if (event.key === "Escape") ACTS["cut-not"]()
    return
  }
  const block = event.target.closest(".block")
  if (!block || event.target !== block || event.ctrlKey || event.metaKey || event.altKey) return
  const order = [...blocks.values()]
  const at = order.findIndex(({ element }) => element === block)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key]
  if (order[to]) {
    event.preventDefault()
    activate(order[to])
    order[to].element.focus({ preventScroll: true })
    scrollTo(order[to].element)
  }
  if (event.key === "Enter") { event.preventDefault(); if (!go(order[at].id)) begin(order[at].id) }
  if (event.key === "Escape") editor.commands.focus()
}

const inPane = () => pane.contains(document.activeElement)

function enterPane() {
  show("original")
  const block = active || blocks.values().next().value
  activate(block)
  block.element.focus({ preventScroll: true })
  scrollTo(block.element)
}

/* The editor scrolls to its caret by itself: past what sticks to the edges of the screen. */
function keepClear() {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement)
  const room = { top: parseFloat(scrollPaddingTop) + 8, bottom: parseFloat(scrollPaddingBottom) + 8, left: 0, right: 0 }
  editor.view.setProps({ scrollMargin: room, scrollThreshold: room })
}

/* --- it begins --------------------------------------------------------------------------------------- */

function keys() {
  shortcut("Alt+Shift+N", "Next paragraph to translate", () => nextOpen(1))
  shortcut("Alt+Shift+P", "The one before", () => nextOpen(-1))
  shortcut("Alt+Shift+C", "Copy the original into the paragraph", () => copySource(editor, blocks, place()))
  shortcut("Alt+Shift+L", "Leave out, or put back", openCutForm)
  shortcut("Alt+Shift+U", "Link the paragraph to the lit block, or unlink it", () => active && linkTo(editor, active.id))
  shortcut("Alt+Shift+Up", "Move the paragraph up", () => move(editor, -1))
  shortcut("Alt+Shift+Down", "Move the paragraph down", () => move(editor, 1))
}

function ready(found) {
  editor = found
  editor.on("update", soon)
  onPlace(follow)
  keepClear()
  addEventListener("resize", keepClear)
  pane.addEventListener("click", pressed)
  pane.addEventListener("keydown", walk)
  // The caret stays where it is: that is the paragraph meant.
  tools?.addEventListener("mousedown", (event) => { if (event.target !== why) event.preventDefault() })
  pane.removeAttribute("tabindex")
  const first = blocks.values().next().value
  if (first) first.element.tabIndex = 0
  for (const { element } of [...blocks.values()].slice(1)) element.tabIndex = -1
  matching?.addEventListener("click", () => matchInOrder(editor, [...blocks.keys()]))
  document.addEventListener("desk:head", soon)
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#original-"]')
    if (link && goToBlock(link.hash)) event.preventDefault()
  })
  if (panel.dataset.mayWrite === "yes") keys()
  takeStock()
  goToBlock(location.hash)
}

/* The headline of ours beside the headline of theirs. */
document.addEventListener("focusin", ({ target }) => {
  const theirs = pane && target.name && pane.querySelector(`[data-field="${CSS.escape(target.name)}"]`)
  if (theirs) light([theirs])
})

if (panel) {
  shortcut("Alt+Shift+O", "To the original, and back", () => (inPane() ? editor?.commands.focus() : enterPane()))
  whenReady(ready)
}
whenReady((found) => {
  shortcut("Alt+Shift+E", "To the text", () => found.commands.focus())
  shortcut("Alt+Shift+S", "To the tools beside the text", enterTools)
})
shortcut("Alt+Shift+G", "Show or fold the filing", () => document.querySelector('[data-show="filing"]')?.click())
shortcut("Alt+Shift+Enter", "Hand in", () => {
  document.querySelector('.move-form[action$="/move/hand_in/"] button, .move-link[href$="/move/hand_in/"]')?.click()
})
