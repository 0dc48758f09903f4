/* A form with what it makes beside it, in a frame: made anew while one types, never stored by
   that, and not left by mistake.

   previewing({ form, typed, frame, phone, kept }): `typed` is the button that posts the form into
   the frame as it stands; without it nothing can be changed. `kept()` is called when something was
   typed. Returns { show(), showSoon() }. */

const PAUSE = 800 // milliseconds without a key before it is made anew

export function previewing({ form, typed, frame, phone, kept = () => {} }) {
  let waiting = null
  let dirty = false
  let saving = false
  let shows = false

  function show() {
    if (!typed) return
    shows = true
    form.requestSubmit(typed)
    shows = false
  }

  function showSoon() {
    clearTimeout(waiting)
    waiting = setTimeout(show, PAUSE)
  }

  if (phone) {
    phone.hidden = false
    phone.addEventListener("click", () => {
      const on = frame.classList.toggle("phone")
      phone.setAttribute("aria-pressed", String(on))
    })
  }

  form?.addEventListener("input", () => {
    dirty = true
    const status = document.querySelector("#save-status")
    if (status) Object.assign(status.dataset, { state: "dirty" })
    if (status) status.textContent = "Not saved yet"
    kept()
    showSoon()
  })
  form?.addEventListener("submit", (event) => {
    if (!shows && event.submitter !== typed) saving = true
  })
  addEventListener("beforeunload", (event) => {
    if (dirty && !saving && typed) event.preventDefault()
  })
  addEventListener("keydown", (event) => {
    if (!typed || event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.querySelector("[name=_continue]").click()
  })
  return { show, showSoon }
}
