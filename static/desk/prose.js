// The house vocabulary in the editor (prose/vocabulary.py): django-prose-editor imports this
// module and finds its extensions by the names that it exports.

import { gettext } from "django-prose-editor/editor"

export { DataDraft } from "./prose-draft.js"
export { DataSource } from "./prose-source.js"
export { Gallery } from "./prose-gallery.js"
export { Photo } from "./prose-photo.js"
export { PullQuote } from "./prose-pull-quote.js"

const TOLD_BY_THE_FIELD = ["lang", "dir", "aria-describedby", "aria-invalid", "aria-required"]

// The hidden textarea has a label, a language and errors; the area one writes in needs them too.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const area = editor.view.dom
  const label = textarea.labels?.[0]
  const name = label?.textContent.trim().replace(/:$/, "")
  area.setAttribute("aria-label", textarea.getAttribute("aria-label") || name || gettext("Text"))
  area.setAttribute("aria-multiline", "true")
  for (const attribute of TOLD_BY_THE_FIELD) {
    if (textarea.hasAttribute(attribute)) area.setAttribute(attribute, textarea.getAttribute(attribute))
  }
  label?.addEventListener("click", () => editor.view.focus())
})
