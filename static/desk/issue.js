/* The form of an issue: stories put in order, lengths counted, the letter beside what is typed.
   Without this script places are typed as numbers and the preview is asked for by its button. */

import { keepTyped, offerKept } from "./issue-keeping.js"
import { ordering } from "./ordering.js"
import { previewing } from "./previewing.js"

const form = document.querySelector("#issue_form")
const group = document.querySelector("#picks-group")
const typed = document.querySelector("#preview-typed")
const { show, showSoon } = previewing({
  form,
  typed,
  frame: document.querySelector("#issue-preview"),
  phone: document.querySelector("#preview-phone"),
  kept: keepTyped,
})

/* --- the letter --------------------------------------------------------------------------- */

for (const link of document.querySelectorAll(".preview-kinds a")) {
  link.addEventListener("click", (event) => {
    for (const other of document.querySelectorAll(".preview-kinds a")) other.removeAttribute("aria-current")
    link.setAttribute("aria-current", "true")
    if (!typed) return // then the link itself shows what is stored
    event.preventDefault()
    const url = new URL(typed.formAction)
    url.searchParams.set("as", link.dataset.kind)
    typed.formAction = url.href
    show()
  })
}

/* --- lengths ---------------------------------------------------------------------------------- */

for (const field of document.querySelectorAll("[data-good]")) {
  const { good, most } = field.dataset
  const hint = document.createElement("p")
  hint.className = "length"
  const count = () => {
    const n = [...field.value].length
    const over = n > most ? `: mail programs cut it at about ${most}` : n > good ? `: phones cut it at about ${good}` : ""
    hint.textContent = `${n} characters${over}`
    hint.classList.toggle("over", n > most)
  }
  field.closest(".form-row").append(hint)
  field.addEventListener("input", count)
  count()
}

/* --- the order of the stories ----------------------------------------------------------------- */

const rows = () => [...group.querySelectorAll(".pick:not(.empty-form)")]

function number() {
  rows().forEach((row, n) => { row.querySelector("[name$=-position]").value = n + 1 })
}

function changed() {
  number()
  form.dispatchEvent(new Event("input", { bubbles: true }))
}

if (group && typed) {
  group.querySelector(".picks-help").hidden = false
  const dress = ordering(group, {
    rows,
    acts: (row) => row.querySelector("h3"),
    name: (row) => row.querySelector(".inline_label").textContent.trim(),
    moved: changed,
  })
  document.addEventListener("formset:added", (event) => {
    dress(event.target)
    number()
  })
  document.addEventListener("formset:removed", changed)
  // Select2 tells jQuery alone what was chosen; its box changes its words.
  new MutationObserver(showSoon).observe(group, { subtree: true, attributeFilter: ["title"] })
}

if (typed) offerKept(changed)
