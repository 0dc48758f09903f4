/* The tools on a phone: a sheet over the text. It goes away with Esc, by its button, or as soon
   as one is in the text again, whose caret is where it was. */

import { show } from "./layout.js"
import { whenReady } from "./place.js"

const desk = document.querySelector("#desk")
const tools = document.querySelector("#tools")
const close = document.querySelector("#close-tools")
let editor = null
let from = null // what had the focus when the sheet came; null where there is none

const isOpener = (target) => target.closest?.('[data-show="tools"]')

function follow() {
  const open = desk.dataset.sheet === "yes"
  if (open === Boolean(from)) return
  if (open) {
    from = document.activeElement
    close.focus()
    return
  }
  const back = from
  from = null
  if (!tools.contains(document.activeElement)) return
  if (editor && (back === document.body || editor.view.dom.contains(back))) editor.view.focus()
  else back.focus()
}

const away = () => { if (from) show("tools", false) }

if (desk) {
  document.addEventListener("desk:layout", follow)
  close.addEventListener("click", away)
  // The caret stays in the text until the sheet takes the focus.
  desk.addEventListener("mousedown", (event) => { if (isOpener(event.target)) event.preventDefault() })
  tools.addEventListener("keydown", (event) => {
    // In what one writes there, Esc has its own meaning.
    if (event.key === "Escape" && !event.target.closest("textarea, dialog")) away()
  })
  document.addEventListener("focusin", ({ target }) => {
    if (!tools.contains(target) && !isOpener(target)) away()
  })
  whenReady((found) => { editor = found })
}
