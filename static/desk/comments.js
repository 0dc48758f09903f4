/* The comments of the story: what was said about the paragraph at the caret, and about all.
   What one has typed stays in its box until it is sent, also over a reload and a log-in. */

import { whenCalm } from "./calm.js"
import { element, threadCard } from "./comment-cards.js"
import { locate, quoteOf, whenThere } from "./comment-places.js"
import { shortcut } from "./keys.js"
import { show } from "./layout.js"
import { completeNames } from "./mentions.js"

const EVERY = 20_000 // milliseconds between looks at what others have said
const SETTLED = 300 // milliseconds after the last letter
const NO_CONNECTION = "Not sent: no connection. Your words stay here."
const SIGNED_OUT = "Not sent: you are signed out. Sign in again in another window; your words stay here."

const tool = document.querySelector("#tool-comments")
const part = (id) => tool.querySelector(`#${id}`)
const cards = new Map() // by the id of the thread
const found = new Map() // the paragraph of each thread, null where it is gone
let text = null // the story as whenThere gives it
let threads = null // until they were heard
let closed = ""
let etag = ""
let view = "auto" // as pressed; by itself: those at the caret, or else all that are open
let pinned = null // the paragraph that a comment was begun on
let everybody = null

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  || document.querySelector("[name=csrfmiddlewaretoken]")?.value
const keyOf = (name) => `comment ${tool.dataset.address} ${name}`
const say = (sentence) => { part("comments-said").textContent = sentence }

// --- asking the server

/* Gives what it answers; throws an Error whose message is for people. */
async function ask(address, said) {
  const headers = { Accept: "application/json" }
  if (said) headers["X-CSRFToken"] = token()
  else if (etag) headers["If-None-Match"] = etag
  let answer
  try {
    answer = await fetch(address, { headers, ...(said && { method: "POST", body: new URLSearchParams(said) }) })
  } catch {
    throw new Error(NO_CONNECTION)
  }
  if (answer.status === 304) return null
  const json = (answer.headers.get("content-type") || "").includes("json")
  if (!json || answer.redirected) throw new Error(SIGNED_OUT)
  const heard = await answer.json()
  if (!answer.ok) throw new Error(heard.error)
  etag = answer.headers.get("etag") || etag
  return heard
}

const people = () => {
  everybody ??= ask(tool.dataset.people).then((heard) => heard.people, () => { everybody = null; return [] })
  return everybody
}

async function look() {
  if (document.visibilityState === "hidden") return
  try {
    const heard = await ask(tool.dataset.address)
    if (heard) take(heard)
  } catch {
    // Once more in a while; what one sends oneself says what is wrong.
  }
}

function take(heard) {
  const known = new Set((threads || []).flatMap((thread) => thread.comments.map(({ id }) => id)))
  const news = heard.threads.flatMap((thread) => thread.comments).filter(({ id }) => !known.has(id))
  const first = !threads
  threads = heard.threads
  closed = heard.closed
  for (const thread of threads) {
    if (!cards.has(thread.id)) cards.set(thread.id, threadCard(thread, { goTo, send, settle, box }))
  }
  place()
  if (!first && news.length) say(`${news[0].by}: ${news[0].text}`)
}

// --- where they are

const isOpen = (thread) => !thread.resolved
const atCaret = (thread) => {
  const here = text?.here()
  const there = found.get(thread.id)
  return Boolean(here && there && text.isSame(here, there))
}

/* Finds each thread's paragraph, marks the margins, and shows what is to be shown. */
function place() {
  if (!text) return draw()
  const paragraphs = text.paragraphs()
  const counts = new Map()
  for (const thread of threads || []) {
    const about = thread.block || thread.quote
    const paragraph = about ? locate(thread, paragraphs) : undefined
    found.set(thread.id, paragraph)
    if (paragraph && isOpen(thread)) counts.set(paragraph, (counts.get(paragraph) || 0) + 1)
  }
  text.mark([...counts])
  draw()
}

let settling = 0
const placeSoon = () => {
  clearTimeout(settling)
  settling = setTimeout(place, SETTLED)
}

function goTo(thread) {
  place()
  const paragraph = found.get(thread.id)
  if (paragraph) text.goTo(paragraph)
}

// --- what is shown

const SHOWN = {
  here: (thread) => atCaret(thread),
  open: isOpen,
  resolved: (thread) => !isOpen(thread),
}
const present = () => (view !== "auto" ? view : threads.some((t) => isOpen(t) && atCaret(t)) ? "here" : "open")

function draw() {
  if (!threads) return
  const now = present()
  for (const button of tool.querySelectorAll("[data-view]")) {
    const name = button.dataset.view
    const count = threads.filter(SHOWN[name]).length
    button.setAttribute("aria-pressed", String(name === now))
    button.querySelector("span").textContent = count || ""
    button.disabled = name === "here" && !text?.here()
  }
  const open = threads.filter(isOpen).length
  part("comments-number").textContent = open ? `· ${open} open` : ""
  // What one is answering does not go away beneath one's hands.
  const wanted = threads.filter((thread) => SHOWN[now](thread) || cards.get(thread.id).busy())
  arrange(part("threads"), wanted.map((thread) => {
    const card = cards.get(thread.id)
    card.draw(thread, { closed, gone: Boolean(text) && found.get(thread.id) === null, here: atCaret(thread) })
    return card.node
  }))
  part("comments-none").textContent = wanted.length ? "" : {
    here: "Nothing was said about this paragraph.",
    open: "No comment is open.",
    resolved: "No comment is resolved.",
  }[now]
  part("comments-closed").textContent = closed
  part("comments-closed").hidden = !closed
  part("comment-new").hidden = Boolean(closed)
  drawPlace()
}

/* Moves no element that stands right: one may be typing in it. */
function arrange(list, nodes) {
  for (const node of [...list.children]) if (!nodes.includes(node)) node.remove()
  nodes.forEach((node, n) => {
    if (list.children[n] !== node) list.insertBefore(node, list.children[n] || null)
  })
}

// --- saying something

const [onHere, onStory] = tool ? tool.querySelectorAll("[name=comment-place]") : []
let chosePlace = false // by hand

const target = () => pinned || text?.here() || null

function drawPlace() {
  const about = target()
  onHere.disabled = !about
  if (!chosePlace || !about) (about ? onHere : onStory).checked = true
  part("comment-quote").textContent = about ? `“${quoteOf(about.text).slice(0, 80) || "empty"}”` : ""
}

/* A box for words, that keeps them until they are sent. `sent(words)` throws what went wrong. */
function box(name, label, press, sent) {
  const area = element("textarea", { rows: "2", "aria-label": label, placeholder: label })
  const button = element("button", { type: "button", class: "act small" }, press)
  const wrong = element("p", { class: "comment-wrong", role: "alert" })
  const node = element("div", { class: "comment-box" }, area, wrong, element("div", { class: "comment-press" }, button))
  const keep = () => {
    if (area.value) sessionStorage.setItem(keyOf(name), area.value)
    else sessionStorage.removeItem(keyOf(name))
  }
  const send = async () => {
    if (button.disabled) return
    button.disabled = true
    wrong.textContent = ""
    try {
      const heard = await sent(area.value)
      area.value = ""
      keep()
      take(heard)
    } catch (error) {
      wrong.textContent = error.message
    }
    button.disabled = false
  }
  area.value = sessionStorage.getItem(keyOf(name)) || ""
  completeNames(area, people)
  area.addEventListener("input", keep)
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    }
  })
  button.addEventListener("click", send)
  return { node, area }
}

const send = (thread, words) => ask(tool.dataset.add, { thread: thread.id, text: words })

async function settle(thread) {
  take(await ask(isOpen(thread) ? tool.dataset.resolve : tool.dataset.reopen, { thread: thread.id }))
}

async function begin(words) {
  const about = onHere.checked ? target() : null
  const where = about ? { block: about.ids[0] || "", quote: quoteOf(about.text) } : {}
  const heard = await ask(tool.dataset.add, { text: words, ...where })
  pinned = null
  chosePlace = false
  return heard
}

function watchNew() {
  const { node, area } = box("new", "New comment; @ names somebody", "Comment", begin)
  part("comment-new").append(node)
  area.addEventListener("input", () => {
    pinned = area.value ? target() : null
    drawPlace()
  })
  area.addEventListener("keydown", ({ key }) => { if (key === "Escape") text?.leave() })
  for (const choice of [onHere, onStory]) choice.addEventListener("change", () => { chosePlace = true })
  shortcut("Alt+Shift+Q", "Comment on this paragraph", () => {
    show("tools")
    area.focus()
    area.scrollIntoView({ block: "nearest" })
  })
}

/* From a notice to the comment that it is about. */
function followAddress() {
  const number = Number(location.hash.match(/^#comment-(\d+)$/)?.[1])
  const thread = threads?.find(({ comments }) => comments.some(({ id }) => id === number))
  if (!thread) return
  show("tools")
  view = isOpen(thread) ? "open" : "resolved"
  draw()
  const said = document.getElementById(`comment-${number}`)
  said.scrollIntoView({ block: "center" })
  said.focus()
}

function start() {
  watchNew()
  for (const button of tool.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      view = button.dataset.view
      draw()
    })
  }
  // Coming into another paragraph shows what was said about it.
  const onCaret = () => {
    if (view === "here") view = "auto"
    placeSoon()
  }
  whenThere((there) => { text = there; place() }, { onHere: onCaret, onChange: placeSoon })
  whenCalm(() => look().then(followAddress))
  addEventListener("hashchange", followAddress)
  setInterval(look, EVERY)
  document.addEventListener("visibilitychange", look)
}

if (tool) start()
