/* The story form: autosave, moves that wait for it, and the way from an obstacle to its field.
   Nothing that was typed is thrown away: whatever goes wrong is said, and tried again. */

const EVERY = 4000 // milliseconds between looks at what was typed
const NO_CONNECTION = "Not saved: no connection. Your text stays here and is saved as soon as there is one."
const FIELDS = ["kicker", "headline", "standfirst", "dateline", "body", "lead_caption"]

const panel = document.querySelector("#panel")
const form = document.querySelector("#article_form")
const status = document.querySelector("#save-status")
const inputs = form ? FIELDS.map((name) => form.elements[name]).filter((field) => field?.type !== "hidden" && field) : []
const versionField = form?.elements.version
const refused = Boolean(document.querySelector(".errornote, .conflict"))

let editor = null
let saved = {} // the texts as they are stored
let refusal = null // {fields, why}: the texts that could not be stored as they are
let saving = null
let stopped = refused
let submitting = false
let filedAtFirst = ""

const say = (state, text) => {
  if (!status) return
  status.dataset.state = state
  status.textContent = text
}
const texts = () => Object.fromEntries(inputs.map((field) => [field.name, field.value]))
const unsaved = () => Object.fromEntries(Object.entries(texts()).filter(([name, text]) => text !== saved[name]))
const dirty = () => Object.keys(unsaved()).length > 0
const sendable = () =>
  Object.fromEntries(Object.entries(unsaved()).filter(([name, text]) => text !== refusal?.fields[name]))
/* What the form holds beside the texts; it is stored by its button only. */
const filed = () =>
  JSON.stringify([...new FormData(form)].filter(([name]) => ![...FIELDS, "version", "csrfmiddlewaretoken"].includes(name)))
const otherwiseDirty = () => refused || filed() !== filedAtFirst
const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value

const version = () => Number([].concat(versionField)[0].value)
const sawVersion = (number) => {
  for (const field of document.querySelectorAll("#article_form input[name=version], input.seen")) field.value = number
}

async function send(fields) {
  const body = JSON.stringify({ version: version(), fields })
  const response = await fetch(panel.dataset.autosave, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body,
    keepalive: body.length < 60000, // the most that a browser sends on behalf of a closed page
  })
  const said = (response.headers.get("content-type") || "").includes("json") && !response.redirected
  if (!said) throw new Error("signed-out")
  return [response, await response.json()]
}

/* Stores what changed since the last time. Resolves to whether everything sent is stored. */
function save() {
  if (saving) return saving.then(() => save())
  if (!dirty()) {
    if (refusal) say("saved", "Saved")
    refusal = null
    return Promise.resolve(true)
  }
  if (!panel.dataset.autosave || stopped) return Promise.resolve(false)
  saving = attempt()
    .catch((error) => {
      const text = error.message === "signed-out"
        ? "Not saved: you are signed out. Sign in again in another window; your text stays here and is then saved."
        : NO_CONNECTION
      say("waiting", text)
      return false
    })
    .finally(() => { saving = null })
  return saving
}

async function attempt() {
  const now = texts()
  // One refused field was mended: what is still wrong with the others has to be asked anew.
  if (refusal && Object.entries(refusal.fields).some(([name, text]) => now[name] !== text)) refusal = null
  const fields = sendable()
  if (!Object.keys(fields).length) {
    say("refused", `Not saved. ${refusal.why}`)
    return false
  }
  say("saving", "Saving…")
  const [response, said] = await send(fields)
  if (!response.ok) return turnedDown(response.status, said, fields)
  Object.assign(saved, fields)
  sawVersion(said.version)
  if (refusal) say("refused", `Not saved. ${refusal.why} All else is saved · version ${said.version}`)
  else say("saved", `Saved ${said.at} · version ${said.version}`)
  return !refusal
}

/* The same text would only be refused again; what was not found fault with is stored without it. */
function turnedDown(status, said, fields) {
  stopped = [403, 404, 409].includes(status)
  say("refused", `Not saved. ${said.error}`)
  if (stopped) {
    banner(said.error)
    return false
  }
  const named = Object.keys(fields).filter((name) => said.fields?.includes(name))
  const wrong = Object.fromEntries((named.length ? named : Object.keys(fields)).map((name) => [name, fields[name]]))
  refusal = { fields: { ...refusal?.fields, ...wrong }, why: [refusal?.why, said.error].filter(Boolean).join(" ") }
  return named.length && Object.keys(sendable()).length ? attempt() : false
}

/* Stores until nothing is open, also of what is typed meanwhile. Resolves to whether it could. */
async function saveAll() {
  do {
    if (!(await save())) return false
  } while (dirty())
  return true
}

function banner(sentence) {
  const box = document.createElement("div")
  box.className = "notice alarm"
  box.setAttribute("role", "alert")
  const text = document.createElement("p")
  text.textContent = `${sentence} What you typed stays in the form. Press Save to compare both texts.`
  box.append(text)
  panel.after(box)
}

function watch() {
  saved = refused ? {} : texts()
  filedAtFirst = filed()
  form.addEventListener("input", (event) => {
    if (inputs.includes(event.target) && dirty()) say("dirty", panel.dataset.autosave ? "Not saved yet" : "Not saved. Press Save.")
  })
  form.addEventListener("submit", (event) => {
    if (saving) {
      // Its answer brings the version that this form has to name.
      event.preventDefault()
      saving.finally(() => form.requestSubmit(event.submitter))
      return
    }
    if (!navigator.onLine) {
      event.preventDefault()
      say("waiting", NO_CONNECTION)
      return
    }
    submitting = true
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token()
  })
  if (panel.dataset.autosave && !refused) setInterval(() => { if (!submitting) save() }, EVERY)
  addEventListener("online", save)
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save() })
}

addEventListener("beforeunload", (event) => {
  if (!submitting && form && inputs.length && (dirty() || otherwiseDirty())) event.preventDefault()
})

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || !form) return
  event.preventDefault()
  if (panel.dataset.autosave && !otherwiseDirty() && !stopped) save()
  else form.requestSubmit(form.querySelector("[name=_continue]"))
})

/* A move is made on the story as it stands on the screen: what autosave can store is stored
   first, and for the rest one has to press Save. */
async function beforeMove(event, go) {
  if (!inputs.length || event.ctrlKey || event.metaKey || !(dirty() || saving || otherwiseDirty())) return
  event.preventDefault()
  if (otherwiseDirty()) {
    say("refused", "Save first: something beside the text is not stored yet.")
    form.querySelector("[type=submit]").focus()
  } else if (await saveAll()) {
    submitting = true
    go()
  }
}
for (const moving of document.querySelectorAll(".move-form, .original-tools form")) {
  moving.addEventListener("submit", (event) => beforeMove(event, () => moving.submit()))
}
for (const link of document.querySelectorAll(".move-link")) {
  link.addEventListener("click", (event) => beforeMove(event, () => location.assign(link.href)))
}

/* From an obstacle to its field, which for the text is an editor and not the bare textarea. */
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

document.addEventListener("prose-editor:ready", ({ detail }) => {
  if (detail.textarea.name !== "body") return
  editor = detail.editor
  // The editor writes the text in its own hand when it opens; that is not a change.
  if (!refused) saved.body = detail.textarea.value
})

if (form && panel && inputs.length) watch()
