/* The story form: its button, moves that wait for what is typed, what this browser kept, and
   the way from an obstacle to its field. Nothing that was typed is thrown away. */

import {
  adds, busy, dirty, form, otherwiseDirty, panel, post, putBack, save, saveAll, state, submitForm, token, version,
  writes,
} from "./autosave.js"
import { forget, found } from "./keeping.js"
import { shortcut } from "./keys.js"
import { whenReady } from "./place.js"
import { banner, dismiss, say } from "./saying.js"

let editor = null

/* --- the button ----------------------------------------------------------------------------- */

function submits(event) {
  if (busy()) {
    // Its answer brings the version that this form has to name.
    event.preventDefault()
    busy().finally(() => form.requestSubmit(event.submitter))
    return
  }
  if (!navigator.onLine) {
    event.preventDefault()
    say("waiting", "Not saved: no connection. Your text is kept here, and saved as soon as it can be.")
    return
  }
  state.submitting = true
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token()
}

if (writes) form.addEventListener("submit", submits)

addEventListener("beforeunload", (event) => {
  if (!state.submitting && writes && (dirty() || otherwiseDirty())) event.preventDefault()
})

shortcut("Ctrl+S", "Save", () => {
  if (!form) return
  if (panel.dataset.autosave && !otherwiseDirty() && !state.stopped) save()
  else submitForm()
})

/* --- moves ---------------------------------------------------------------------------------- */

/* A move is made on the story as it stands on the screen: what autosave can store is stored
   first, and for the rest one has to press Save. */
async function beforeMove(event, go) {
  if (!writes || event.ctrlKey || event.metaKey || !(dirty() || busy() || otherwiseDirty())) return
  event.preventDefault()
  if (otherwiseDirty()) {
    say("refused", "Save first: something beside the text is not stored yet.")
    form.querySelector("[type=submit]").focus()
  } else if (await saveAll()) {
    state.submitting = true
    go()
  }
}
// Each stored version may offer other moves.
document.addEventListener("submit", (event) => {
  if (event.target.matches(".move-form, .original-tools form")) beforeMove(event, () => event.target.submit())
})
document.addEventListener("click", (event) => {
  const link = event.target.closest(".move-link")
  if (link) beforeMove(event, () => location.assign(link.href))
})

/* --- what this browser kept ----------------------------------------------------------------- */

const when = (at) => {
  const day = new Date(at)
  const today = day.toDateString() === new Date().toDateString()
  const time = day.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
  return today ? `at ${time}` : `on ${day.toLocaleDateString([], { day: "numeric", month: "long" })} at ${time}`
}

async function offerKept() {
  const records = await found(Number(panel.dataset.user), Number(panel.dataset.story))
  const open = records.filter(adds)
  await Promise.all(records.filter((record) => !open.includes(record)).map(forget))
  if (open.length) offer(open[0], open.slice(1))
}

function offer(record, others) {
  const moved = record.version !== version()
  const done = async () => {
    dismiss("kept")
    await forget(record)
    if (others.length) offer(others[0], others.slice(1))
  }
  const sentence = `You typed this ${when(record.at)} and it was not stored${
    moved ? "; somebody stored a newer version since, and neither is lost" : ""}.`
  const box = banner("kept", sentence, [
    ["Put it back", () => { putBack(record); done() }],
    ["Compare", () => compare(record, box)],
    ["Throw it away", done],
  ], "care")
}

async function compare(record, box) {
  try {
    const [response, said] = await post(panel.dataset.typed, { version: record.version, fields: record.fields })
    if (!response.ok) throw new Error(said.error)
    box.querySelector(".kept-text")?.remove()
    const shown = document.createElement("div")
    shown.className = "kept-text"
    shown.innerHTML = said.html
    const legend = document.createElement("p")
    legend.className = "quiet-line"
    legend.textContent = "Struck out stands in the story now; underlined is what you typed."
    shown.prepend(legend)
    box.append(shown)
  } catch {
    say("waiting", "It could not be compared just now.")
  }
}

/* --- from an obstacle to its field ----------------------------------------------------------- */

/* Which for the text is an editor and not the bare textarea. */
const goTo = (id) => {
  const field = document.getElementById(id)
  if (!field) return false
  const row = field.closest(".form-row") || field
  row.scrollIntoView({ block: "center" })
  if (id === "id_body" && editor) editor.commands.focus()
  else (field.matches("input, textarea, select") ? field : field.querySelector("input, select"))?.focus()
  return true
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href*="#id_"], a[href$="#bylines-group"]')
  if (link && goTo(link.hash.slice(1))) event.preventDefault()
})
if (/^#(id_|bylines)/.test(location.hash)) addEventListener("load", () => goTo(location.hash.slice(1)))

whenReady((ready) => { editor = ready })
// Once the editor has written the text in its own hand, so that only words count.
if (writes) {
  if (form.elements.body?.type === "textarea") whenReady(() => offerKept())
  else offerKept()
}
