/* What stands beside the text: the original, and either the tools or the filing. As one left it,
   told apart for wide screens, where it stands beside, and narrow ones, where it covers. On a
   phone the tools are a sheet over the text (sheet.js), which no page begins with. */

const desk = document.querySelector("#desk")
const wide = matchMedia("(min-width: 1280px)")
const phone = matchMedia("(max-width: 767px)")
const filing = desk?.querySelector("fieldset.filing")

const kept = (what) => `desk.${what}.${wide.matches ? "wide" : "narrow"}`

function tell() {
  for (const button of desk.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(shown(button.dataset.show)))
  }
  document.dispatchEvent(new CustomEvent("desk:layout"))
}

const isSheet = (what) => what === "tools" && phone.matches

function shown(what) {
  if (what === "original") return desk.dataset.original !== "no"
  return isSheet(what) ? desk.dataset.sheet === "yes" : desk.dataset.beside === what
}

/** Shows or folds "original", "tools" or "filing". */
export function show(what, open = true) {
  if (!desk || shown(what) === open) return
  if (isSheet(what)) {
    desk.dataset.sheet = open ? "yes" : "no"
    tell()
    return
  }
  if (what === "original") desk.dataset.original = open ? "yes" : "no"
  else desk.dataset.beside = open ? what : "none"
  const name = what === "original" ? what : "beside"
  localStorage.setItem(kept(name), desk.dataset[name])
  tell()
}

/** Shows the tools, and goes to the first thing in them. */
export function enterTools() {
  show("tools")
  const all = desk.querySelectorAll(".tool :is(button, a, input, textarea, select, [tabindex])")
  ;[...all].find((one) => one.checkVisibility())?.focus()
}

function asLeft() {
  desk.dataset.sheet = "no"
  desk.dataset.original = localStorage.getItem(kept("original")) || "yes"
  const usual = wide.matches || desk.dataset.usual === "filing" ? desk.dataset.usual : "none"
  desk.dataset.beside = localStorage.getItem(kept("beside")) || usual
  if (filing?.querySelector(".errorlist")) desk.dataset.beside = "filing"
  tell()
}

/* What a link or the browser leads to must not be folded away. */
function unfold(hash) {
  const found = /^#\w[\w-]*$/.test(hash) && desk.querySelector(hash)
  if (found && filing?.contains(found)) show("filing")
  if (found && found.closest(".tools")) show("tools")
}

/* The bar has two lines where one is too narrow: what sticks beneath it must know. */
function watchBar() {
  const bar = desk.querySelector(".desk-bar")
  const measure = () => {
    if (phone.matches) desk.style.removeProperty("--bar")
    else desk.style.setProperty("--bar", `${bar.offsetHeight}px`)
  }
  new ResizeObserver(measure).observe(bar)
}

if (desk) {
  watchBar()
  if (filing) filing.id = "filing"
  asLeft()
  for (const width of [wide, phone]) width.addEventListener("change", asLeft)
  const views = desk.querySelector(".desk-views")
  views.hidden = false
  desk.addEventListener("click", ({ target }) => {
    const what = target.closest("[data-show]")?.dataset.show
    if (!what) return
    show(what, !shown(what))
    // On a phone it stands beneath the text, a long way down.
    if (what === "filing" && phone.matches && shown(what)) filing?.scrollIntoView()
  })
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']")
    if (link) unfold(link.hash)
  }, true)
  unfold(location.hash)
  filing?.addEventListener("invalid", () => show("filing"), true)
}
