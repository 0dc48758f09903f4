/* The list of tips under the hands: keys, and acts that leave the list where it is. Without
   this script every button is a form of its own. */

const list = document.querySelector("#tips")
const said = document.querySelector("#tips-said")
const keys = document.querySelector("#tip-keys")
const opener = document.querySelector("#open-tip-keys")

const rows = () => [...list.querySelectorAll(".tip")]
const current = () => document.activeElement?.closest(".tip")

function go(row) {
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: "nearest" })
}

function step(by) {
  const all = rows()
  const at = all.indexOf(current())
  go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)])
}

/* --- acts ------------------------------------------------------------------------------- */

function put(row, html) {
  const template = document.createElement("template")
  template.innerHTML = html // our own server's, escaped there
  const fresh = template.content.querySelector(".tip")
  row.replaceWith(fresh)
  return fresh
}

async function send(form) {
  const row = form.closest(".tip")
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  })
  const { location: place, row: html, said: sentence, error } = await answer.json()
  if (place) return location.assign(place)
  const had = row.contains(document.activeElement)
  const fresh = html ? put(row, html) : row
  said.textContent = error || sentence
  said.classList.toggle("late", Boolean(error))
  if (had) go(fresh)
}

list?.addEventListener("submit", (event) => {
  const form = event.target
  event.preventDefault()
  if (form.dataset.sent) return
  form.dataset.sent = "true"
  // Logged out, offline or answered by a page: then as if there were no script.
  send(form).catch(() => form.submit())
})

/* --- keys ------------------------------------------------------------------------------- */

function act(name) {
  current()?.querySelector(`[data-act="${name}"]`)?.click()
}

function propose() {
  const details = current()?.querySelector(".tip-propose")
  if (!details) return
  details.open = true
  details.querySelector("input[type=text]").focus()
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => current()?.querySelector(".tip-headline a").click(),
  p: propose,
  t: () => act("take"),
  d: () => act("dismiss"),
  u: () => act("reopen"),
  "?": () => keys.showModal(),
}

/** The letter on the key; on a keyboard of another script the one at its place. */
function letter({ key, code }) {
  return /^[a-z?]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase()
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || keys.open) return
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select")
  if (typing) {
    if (event.key === "Escape" && typing.closest(".tip")) {
      typing.closest("details").open = false
      go(typing.closest(".tip"))
    }
    return
  }
  const run = KEYS[letter(event)]
  if (!run || (!list && letter(event) !== "?")) return
  event.preventDefault()
  run()
})

opener.hidden = false
opener.addEventListener("click", () => keys.showModal())

const all = document.querySelector("#choose-all")
if (all) {
  all.hidden = false
  all.addEventListener("click", () => {
    const boxes = [...list.querySelectorAll(".tip-choose input")]
    const every = boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = !every
  })
}
if (location.hash.startsWith("#tip-")) go(document.getElementById(location.hash.slice(1)))
