/* The library under the hands: arrow keys walk the grid as it lies on the screen, and choose on
   the way. Without this script every photograph is a link, and its box an ordinary one. */

const grid = document.querySelector("#prints")
const keys = document.querySelector("#library-keys")
const opener = document.querySelector("#open-library-keys")
const chosen = document.querySelector("#chosen")
const count = document.querySelector("#chosen-count")
const all = document.querySelector("#choose-all")
const none = document.querySelector("#choose-none")

const prints = () => [...(grid?.querySelectorAll(".print") ?? [])]
const current = () => document.activeElement?.closest(".print")
const box = (print) => print?.querySelector("input[type=checkbox]")

function go(print) {
  if (!print) return
  print.querySelector(".print-link").focus({ preventScroll: true })
  print.scrollIntoView({ block: "nearest" })
}

/* --- walking ------------------------------------------------------------------------------ */

/** How many prints stand beside one another. */
function columns(all) {
  const next = all.findIndex((print) => print.offsetTop > all[0].offsetTop)
  return next < 0 ? all.length : next
}

/** To the print so many places on; with Shift everything on the way becomes as this one is. */
function step(places, event) {
  const all = prints()
  const at = all.indexOf(current())
  if (at < 0) return go(all[0])
  const to = at + places(all)
  if (to < 0 || to >= all.length) return
  if (event.shiftKey) choose(all.slice(Math.min(at, to), Math.max(at, to) + 1), true)
  go(all[to])
}

const forward = () => (getComputedStyle(grid).direction === "rtl" ? -1 : 1)

/* --- choosing ----------------------------------------------------------------------------- */

let last = null // the print whose box was pressed last

function choose(some, on) {
  for (const print of some) if (box(print)) box(print).checked = on
  tell()
}

function tell() {
  if (!chosen) return
  const number = prints().filter((print) => box(print).checked).length
  chosen.classList.toggle("is-chosen", number > 0)
  count.textContent = number ? `${number} chosen` : ""
  none.hidden = !number
}

grid?.addEventListener("click", (event) => {
  const print = event.target.closest(".print")
  if (!event.target.matches("input[type=checkbox]")) return
  const all = prints()
  if (event.shiftKey && last) {
    const [from, to] = [all.indexOf(last), all.indexOf(print)].sort((a, b) => a - b)
    choose(all.slice(from, to + 1), event.target.checked)
  }
  last = print
  tell()
})
all?.addEventListener("click", () => choose(prints(), true))
none?.addEventListener("click", () => {
  choose(prints(), false)
  all.focus()
})

/* --- keys --------------------------------------------------------------------------------- */

const IN_THE_GRID = {
  ArrowRight: (event) => step(forward, event),
  ArrowLeft: (event) => step(() => -forward(), event),
  ArrowDown: (event) => step(columns, event),
  ArrowUp: (event) => step((all) => -columns(all), event),
  Home: () => go(prints()[0]),
  End: () => go(prints().at(-1)),
  x: () => choose([current()], !box(current())?.checked),
}
const ANYWHERE = {
  a: () => choose(prints(), true),
  c: () => chosen?.classList.contains("is-chosen") && chosen.requestSubmit(),
  u: () => document.querySelector("#choose-files")?.click(),
  Escape: () => choose(prints(), false),
  "/": () => document.querySelector("#searchbar")?.focus(),
  "?": () => keys.showModal(),
}

/** The letter on the key; on a keyboard of another script the one at its place. */
function letter({ key, code }) {
  if (/^[a-z?/]$/i.test(key)) return key.toLowerCase()
  return key.length > 1 ? key : code.replace(/^Key/, "").toLowerCase()
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || keys.open) return
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return
  const key = letter(event)
  const entering = key === "ArrowDown" && document.activeElement === document.body
  const run = ANYWHERE[key] ?? ((current() || entering) && IN_THE_GRID[key])
  if (!run) return
  if (key !== "Escape") event.preventDefault()
  run(event)
})

opener.hidden = false
opener.addEventListener("click", () => keys.showModal())
if (all) all.hidden = false
tell() // a browser that goes back keeps the boxes as they were
addEventListener("pageshow", tell)
