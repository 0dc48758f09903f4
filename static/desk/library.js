/* The library under the hands: arrow keys walk the grid as it lies on the screen. Without this
   script every photograph is a link as everywhere. */

const grid = document.querySelector("#prints")
const keys = document.querySelector("#library-keys")
const opener = document.querySelector("#open-library-keys")

const prints = () => [...(grid?.querySelectorAll(".print") ?? [])]
const current = () => document.activeElement?.closest(".print")
const handle = (print) => print.querySelector(".print-link")

export function go(print) {
  if (!print) return
  handle(print).focus({ preventScroll: true })
  print.scrollIntoView({ block: "nearest" })
}

/** How many prints stand beside one another. */
function columns(all) {
  const next = all.findIndex((print) => print.offsetTop > all[0].offsetTop)
  return next < 0 ? all.length : next
}

function step(by) {
  const all = prints()
  const at = all.indexOf(current())
  if (at < 0) return go(all[0])
  const to = at + by(all)
  if (to >= 0 && to < all.length) go(all[to])
}

const forward = () => (getComputedStyle(grid).direction === "rtl" ? -1 : 1)
const KEYS = {
  ArrowRight: () => step(() => forward()),
  ArrowLeft: () => step(() => -forward()),
  ArrowDown: () => step(columns),
  ArrowUp: () => step((all) => -columns(all)),
  Home: () => go(prints()[0]),
  End: () => go(prints().at(-1)),
}
const ANYWHERE = {
  "/": () => document.querySelector("#searchbar")?.focus(),
  "?": () => keys.showModal(),
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || keys.open) return
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return
  const inGrid = Boolean(current()) || (event.key === "ArrowDown" && document.activeElement === document.body)
  const run = ANYWHERE[event.key] ?? (inGrid && KEYS[event.key])
  if (!run) return
  event.preventDefault()
  run()
})

opener.hidden = false
opener.addEventListener("click", () => keys.showModal())
if (location.hash.startsWith("#photo-")) go(document.getElementById(location.hash.slice(1)))
