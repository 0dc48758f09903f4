/* The form of an issue: stories put in order, lengths counted, the letter beside what is typed.
   Without this script places are typed as numbers and the preview is asked for by its button. */

import { keepTyped, offerKept } from "./issue-keeping.js"

const form = document.querySelector("#issue_form")
const group = document.querySelector("#picks-group")
const typed = document.querySelector("#preview-typed")
const PAUSE = 800 // milliseconds without a key before the letter is made anew

/* --- the letter --------------------------------------------------------------------------- */

let kind = "light"
let waiting = null

function show() {
  if (!typed) return
  const url = new URL(typed.formAction)
  url.searchParams.set("as", kind)
  typed.formAction = url.href
  previewing = true
  form.requestSubmit(typed)
  previewing = false
}

function showSoon() {
  clearTimeout(waiting)
  waiting = setTimeout(show, PAUSE)
}

for (const link of document.querySelectorAll(".preview-kinds a")) {
  link.addEventListener("click", (event) => {
    kind = link.dataset.kind
    for (const other of document.querySelectorAll(".preview-kinds a")) other.removeAttribute("aria-current")
    link.setAttribute("aria-current", "true")
    if (!typed) return // then the link itself shows what is stored
    event.preventDefault()
    show()
  })
}

const phone = document.querySelector("#preview-phone")
if (phone) {
  phone.hidden = false
  phone.addEventListener("click", () => {
    const on = document.querySelector("#issue-preview").classList.toggle("phone")
    phone.setAttribute("aria-pressed", String(on))
  })
}

/* --- nothing typed is thrown away ----------------------------------------------------------- */

let dirty = false
let saving = false
let previewing = false

form?.addEventListener("input", () => {
  dirty = true
  const status = document.querySelector("#save-status")
  if (status) Object.assign(status.dataset, { state: "dirty" })
  if (status) status.textContent = "Not saved yet"
  keepTyped()
  showSoon()
})
form?.addEventListener("submit", (event) => {
  if (!previewing && event.submitter !== typed) saving = true
})
addEventListener("beforeunload", (event) => {
  if (dirty && !saving && typed) event.preventDefault()
})
addEventListener("keydown", (event) => {
  if (!typed || event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  form.querySelector("[name=_continue]").click()
})

/* --- lengths ---------------------------------------------------------------------------------- */

for (const field of document.querySelectorAll("[data-good]")) {
  const { good, most } = field.dataset
  const hint = document.createElement("p")
  hint.className = "length"
  const count = () => {
    const n = [...field.value].length
    const over = n > most ? `: mail programs cut it at about ${most}` : n > good ? `: phones cut it at about ${good}` : ""
    hint.textContent = `${n} characters${over}`
    hint.classList.toggle("over", n > most)
  }
  field.closest(".form-row").append(hint)
  field.addEventListener("input", count)
  count()
}

/* --- the order of the stories ----------------------------------------------------------------- */

const rows = () => [...group.querySelectorAll(".pick:not(.empty-form)")]

function number() {
  rows().forEach((row, n) => { row.querySelector("[name$=-position]").value = n + 1 })
}

function changed() {
  number()
  form.dispatchEvent(new Event("input", { bubbles: true }))
}

function move(row, by) {
  const all = rows()
  const to = all[all.indexOf(row) + by]
  if (!to) return
  const focused = document.activeElement
  if (by < 0) to.before(row)
  else to.after(row)
  focused?.focus()
  changed()
  const said = row.querySelector(".inline_label").textContent.trim()
  group.querySelector(".picks-said").textContent = `${said}: now story ${rows().indexOf(row) + 1} of ${all.length}`
}

function button(text, label, run) {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", textContent: text, title: label, onclick: run })
  made.setAttribute("aria-label", label)
  return made
}

let dragged = null

function dress(row) {
  if (row.querySelector(".pick-acts")) return
  const acts = document.createElement("span")
  acts.className = "pick-acts"
  const handle = document.createElement("span")
  Object.assign(handle, { className: "handle", textContent: "⠿", draggable: true, ariaHidden: "true" })
  handle.addEventListener("dragstart", (event) => {
    dragged = row
    row.classList.add("dragged")
    event.dataTransfer.setDragImage(row, 0, 0)
    event.dataTransfer.effectAllowed = "move"
  })
  handle.addEventListener("dragend", () => {
    row.classList.remove("dragged")
    dragged = null
  })
  acts.append(handle, button("↑", "Up", () => move(row, -1)), button("↓", "Down", () => move(row, 1)))
  row.querySelector("h3").prepend(acts)
}

function over(event) {
  const row = event.target.closest?.(".pick")
  for (const other of rows()) other.classList.toggle("drop-here", Boolean(dragged) && other === row && row !== dragged)
  if (dragged && row) event.preventDefault()
}

function drop(event) {
  const row = event.target.closest?.(".pick")
  for (const other of rows()) other.classList.remove("drop-here")
  if (!dragged || !row || row === dragged) return
  event.preventDefault()
  const all = rows()
  if (all.indexOf(dragged) < all.indexOf(row)) row.after(dragged)
  else row.before(dragged)
  changed()
}

if (group && typed) {
  const said = document.createElement("p")
  said.className = "picks-said visually-hidden"
  said.setAttribute("role", "status")
  group.append(said)
  group.classList.add("sorting")
  group.querySelector(".picks-help").hidden = false
  rows().forEach(dress)
  group.addEventListener("dragover", over)
  group.addEventListener("drop", drop)
  group.addEventListener("keydown", (event) => {
    const row = event.target.closest(".pick")
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    move(row, event.key === "ArrowUp" ? -1 : 1)
  })
  document.addEventListener("formset:added", (event) => {
    dress(event.target)
    number()
  })
  document.addEventListener("formset:removed", changed)
  // Select2 tells jQuery alone what was chosen; its box changes its words.
  new MutationObserver(showSoon).observe(group, { subtree: true, attributeFilter: ["title"] })
}

if (typed) offerKept(changed)
