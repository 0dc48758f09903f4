/* A front put in order: a story that is moved is pinned where it was put, the others fill the
   gaps as the server would (articles/fronts.py), the front itself is shown beside.
   Without this script a tick pins, places are typed as numbers, and buttons look and show. */

import { ordering } from "./ordering.js"
import { previewing } from "./previewing.js"

const PAUSE = 250 // milliseconds without a key before stories are looked for
const form = document.querySelector("#front_form")
const list = document.querySelector("#slots")
const found = document.querySelector("#found")
const find = document.querySelector("#find")
const places = Number(list.dataset.places)
const names = list.dataset.names.split(",")

const { show } = previewing({
  form,
  typed: document.querySelector("#preview-typed"),
  frame: document.querySelector("#front-preview"),
  phone: document.querySelector("#preview-phone"),
})

const field = (row, name) => row.querySelector(`[name$="-${name}"]`)
const pinned = (row) => field(row, "pinned").checked
const headline = (row) => row.querySelector(".slot-headline").textContent.trim()
const everyRow = () => [...list.querySelectorAll(".slot")]
const rows = () => everyRow().filter((row) => !row.hidden)
const byAge = (a, b) => b.dataset.at - a.dataset.at || b.dataset.key - a.dataset.key

function changed() {
  form.dispatchEvent(new Event("input", { bubbles: true }))
}

/* --- order --------------------------------------------------------------------------------- */

/** The unpinned by their age; where nobody leads, one with a picture does. */
function filling(all) {
  const rest = all.filter((row) => !pinned(row)).sort(byAge)
  const lead = all[0] && !pinned(all[0]) && rest.slice(0, places).findIndex((row) => "pictured" in row.dataset)
  if (lead > 0) rest.unshift(...rest.splice(lead, 1))
  return rest
}

/** Pinned rows stand where they are; the others fill what is left. */
function settle() {
  const all = everyRow()
  all.slice(places).forEach((row) => pin(row, false))
  const rest = filling(all)
  const wanted = all.map((row) => (pinned(row) ? row : rest.shift()))
  wanted.forEach((row, n) => {
    if (list.children[n] !== row) list.insertBefore(row, list.children[n] ?? null)
    label(row, n)
  })
}

function label(row, n) {
  const number = document.createElement("b")
  number.textContent = n + 1
  row.querySelector(".slot-place").replaceChildren(number, names[n] ?? "")
  row.hidden = n >= places
  row.classList.toggle("pinned", pinned(row))
  field(row, "place").value = n < places ? n + 1 : ""
}

function pin(row, on) {
  const until = field(row, "until")
  if (on && !pinned(row) && !until.value) until.value = list.dataset.until
  field(row, "pinned").checked = on
}

const dress = ordering(list, {
  rows,
  acts: (row) => row.querySelector(".slot-head"),
  name: headline,
  moved: (row) => {
    pin(row, true)
    settle()
    changed()
  },
})

list.addEventListener("change", ({ target }) => {
  if (!target.name.endsWith("-pinned")) return
  const row = target.closest(".slot")
  const on = target.checked
  target.checked = !on
  pin(row, on)
  settle()
  target.focus()
  changed()
})

/* --- another story --------------------------------------------------------------------------- */

found.classList.add("sorted-beside")

function putOn(row) {
  const known = everyRow().find((other) => other.dataset.key === row.dataset.key)
  if (known) row.remove()
  const put = known ?? row
  put.querySelector(".slot-add")?.remove()
  list.prepend(put)
  put.hidden = false
  dress(put)
  pin(put, true)
  settle()
  changed()
  field(put, "pinned").focus()
  document.querySelector("#found-said").textContent = `${headline(put)}: leads now`
}

function offer(row) {
  const place = rows().findIndex((other) => other.dataset.key === row.dataset.key)
  const button = document.createElement("button")
  Object.assign(button, { type: "button", className: "act quiet small slot-add", textContent: "Lead with it", onclick: () => putOn(row) })
  button.setAttribute("aria-label", `Lead with “${headline(row)}”`)
  // What stands in the list already speaks for itself there.
  if (everyRow().some((other) => other.dataset.key === row.dataset.key)) row.querySelectorAll("[name]").forEach((input) => input.remove())
  if (place >= 0) row.querySelector(".slot-facts").append(` · on this front, place ${place + 1}`)
  row.append(button)
}

let asked = 0
async function look() {
  const mine = ++asked
  if (!find.value.trim()) return found.replaceChildren()
  const answer = await fetch(`${find.dataset.found}?q=${encodeURIComponent(find.value)}`)
  if (!answer.ok || mine !== asked) return
  found.innerHTML = await answer.text()
  const offered = [...found.querySelectorAll(".slot")]
  offered.forEach(offer)
  document.querySelector("#found-said").textContent = offered.length ? `${offered.length} found` : found.textContent.trim()
}

let waiting = null
find.addEventListener("input", (event) => {
  event.stopPropagation() // a search changes nothing of the front
  clearTimeout(waiting)
  waiting = setTimeout(look, PAUSE)
})
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return
  event.preventDefault()
  look()
})
document.querySelector("[name=_search]").addEventListener("click", (event) => {
  event.preventDefault()
  look()
})
found.querySelectorAll(".slot").forEach(offer)

settle()
show()
if ("unsaved" in list.dataset) changed()
