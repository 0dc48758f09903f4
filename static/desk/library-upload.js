/* Pictures dropped on the page or chosen with the button go up one by one, each with its own
   progress and its own answer. Without this script a plain form sends them together. */

const form = document.querySelector("#upload-form")
const input = document.querySelector("#upload-files")
const panel = document.querySelector("#uploads")
const list = document.querySelector("#uploads-list")
const title = document.querySelector("#uploads-title")
const whole = document.querySelector("#uploads-whole")
const next = document.querySelector("#uploads-next")
const creditThese = document.querySelector("#credit-these")
const said = document.querySelector("#uploads-said")

const AT_ONCE = 2 // files on their way together; the server has more to do with each than we
const SAID_EVERY = 10 // files, to who cannot see the bars
const LOST = "The connection was lost. Try again when there is one."
const SIGNED_OUT = "You are signed out, or may not upload. Sign in again in another window, then try again."

const uploads = [] // { file, row, bar, sent, state }
const WAITING = "waiting", SENDING = "sending", RECEIVED = "received", HERE = "here", REFUSED = "refused"
const uncredited = new Set()

const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value
const inState = (...states) => uploads.filter((upload) => states.includes(upload.state))

/* --- one file ----------------------------------------------------------------------------- */

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text })
}

function begin(file) {
  const upload = { file, sent: 0, state: WAITING, row: element("li", "upload upload-waiting") }
  upload.bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 })
  upload.bar.setAttribute("aria-label", file.name)
  const told = element("div", "upload-told")
  told.append(Object.assign(element("p", "upload-name", file.name), { dir: "auto" }), upload.bar)
  upload.row.append(told)
  list.append(upload.row)
  uploads.push(upload)
}

function send(upload) {
  upload.state = SENDING
  const request = new XMLHttpRequest() // fetch tells nothing of its progress
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  request.setRequestHeader("X-CSRFToken", token())
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    upload.sent = upload.bar.value = total ? loaded / total : 0
    count()
  })
  request.addEventListener("load", () => answered(upload, request))
  request.addEventListener("error", () => failed(upload, LOST))
  const body = new FormData()
  body.append("file", upload.file)
  request.send(body)
}

function answered(upload, request) {
  const json = request.getResponseHeader("Content-Type")?.includes("json")
  if (!json) {
    const sentence = request.status >= 500 ? "This did not work. Try again in a minute." : SIGNED_OUT
    return failed(upload, sentence)
  }
  const { row, uncredited: number, error } = JSON.parse(request.responseText)
  if (!row) return failed(upload, error)
  const template = document.createElement("template")
  template.innerHTML = row // our own server's, escaped there
  const shown = template.content.querySelector(".upload")
  upload.row.replaceWith(shown)
  upload.row = shown
  if (number) uncredited.add(number)
  settle(upload, { 201: RECEIVED, 409: HERE }[request.status] ?? REFUSED)
}

function failed(upload, sentence) {
  const told = upload.row.querySelector(".upload-told")
  const again = Object.assign(element("button", "act quiet small", "Try again"), { type: "button" })
  again.setAttribute("aria-label", `Try again: ${upload.file.name}`)
  again.addEventListener("click", () => {
    sentenceLine.remove()
    again.remove()
    upload.row.className = "upload upload-waiting"
    told.append(upload.bar)
    upload.bar.value = upload.sent = 0
    upload.state = WAITING
    title.focus()
    go()
  })
  const sentenceLine = element("p", "upload-said", sentence)
  upload.bar.remove()
  upload.row.className = "upload upload-refused"
  told.append(sentenceLine, again)
  settle(upload, REFUSED)
}

/* --- all of them -------------------------------------------------------------------------- */

function settle(upload, state) {
  upload.state = state
  upload.sent = 1
  go()
}

function go() {
  const free = AT_ONCE - inState(SENDING).length
  for (const upload of inState(WAITING).slice(0, Math.max(free, 0))) send(upload)
  count()
}

function count() {
  const settled = inState(RECEIVED, HERE, REFUSED).length
  const over = settled === uploads.length
  whole.value = uploads.reduce((sum, upload) => sum + upload.sent, 0) / uploads.length
  whole.hidden = over
  title.textContent = over ? summary() : `${settled} of ${uploads.length} files`
  if (over || (settled && settled % SAID_EVERY === 0)) said.textContent = title.textContent
  next.hidden = !over || !uncredited.size
  if (next.hidden) return
  creditThese.textContent = uncredited.size === 1 ? "Credit it" : `Credit these ${uncredited.size}`
  creditThese.href = `${creditThese.dataset.href}?${[...uncredited].map((id) => `id=${id}`).join("&")}`
  const idle = [document.body, title, input, null].includes(document.activeElement)
  if (idle) creditThese.focus({ preventScroll: true })
}

function summary() {
  const counts = [[RECEIVED, "received"], [HERE, "already here"], [REFUSED, "not received"]]
  const told = counts.map(([state, words]) => [inState(state).length, words])
  return told.filter(([number]) => number).map(([number, words]) => `${number} ${words}`).join(", ")
}

function take(files) {
  if (!files.length) return
  panel.hidden = false
  for (const file of files) begin(file)
  title.focus()
  panel.scrollIntoView({ block: "nearest" })
  go()
}

/* --- where they come from ----------------------------------------------------------------- */

input.addEventListener("change", () => {
  take([...input.files])
  input.value = "" // the same file may be chosen again
})
document.querySelector("#upload-send")?.setAttribute("hidden", "")
const chooser = document.querySelector("#choose-files")
chooser?.addEventListener("click", (event) => {
  event.preventDefault()
  input.click()
})

const carries = (event) => event.dataTransfer?.types.includes("Files")
let inside = 0 // how many elements the pointer has entered and not left
const over = (change) => {
  inside = Math.max(inside + change, 0)
  document.documentElement.classList.toggle("is-dropping", inside > 0)
}
addEventListener("dragenter", (event) => carries(event) && over(1))
addEventListener("dragleave", (event) => carries(event) && over(-1))
addEventListener("dragover", (event) => carries(event) && event.preventDefault())
addEventListener("drop", (event) => {
  if (!carries(event)) return
  event.preventDefault()
  over(-inside)
  take([...event.dataTransfer.files])
})
addEventListener("beforeunload", (event) => {
  if (inState(WAITING, SENDING).length) event.preventDefault()
})
