/* A page of the site while it is written: shown beside as readers will see it. */

import { previewing } from "./previewing.js"

const form = document.querySelector("#page_form")
const { show } = previewing({
  form,
  typed: document.querySelector("#preview-typed"),
  frame: document.querySelector("#page-preview"),
  phone: document.querySelector("#preview-phone"),
})

// The editor puts its text into a field that nobody types in.
const tell = () => form.dispatchEvent(new Event("input", { bubbles: true }))
document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => editor.on("update", tell))

show()
if (form && "unsaved" in form.dataset) tell()
