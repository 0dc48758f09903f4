/* The original beside the translation: which of its paragraphs are rendered, and by what. */

const panel = document.querySelector("#original-panel")
const KEY = "desk.original-open"
let editor = null

const ids = (value) => (value || "").split(/\s+/).filter(Boolean)
const blocks = () => [...panel.querySelectorAll(".block[data-block]")]
const marks = (node) => "source" in node.attrs

function remember() {
  // Open where a newcomer has room for both texts, else as they left it.
  const kept = localStorage.getItem(KEY)
  panel.open = kept === null ? matchMedia("(min-width: 1280px)").matches : kept === "yes"
  panel.addEventListener("toggle", () => localStorage.setItem(KEY, panel.open ? "yes" : "no"))
}

/* As articles/readiness.py counts: a long paragraph that still reads as in the original is open. */
function rendered() {
  const originals = Object.fromEntries(
    blocks().map((block) => [block.dataset.block, block.querySelector(".block-text").textContent.trim()]),
  )
  const found = new Set()
  editor.state.doc.descendants((node) => {
    const text = node.textContent.trim()
    for (const id of text ? ids(node.attrs.source) : []) {
      if (text !== originals[id] || text.length < 25) found.add(id)
    }
  })
  return found
}

function showCoverage() {
  const found = rendered()
  let open = 0
  for (const block of blocks()) {
    const leftOut = Boolean(block.querySelector("input")?.value.trim())
    block.classList.toggle("is-rendered", found.has(block.dataset.block))
    block.classList.toggle("is-cut", leftOut)
    if (!found.has(block.dataset.block) && !leftOut) open += 1
  }
  const coverage = document.querySelector("#coverage")
  if (coverage) coverage.textContent = open ? `${open} of ${blocks().length} paragraphs open` : "Every paragraph is accounted for"
}

/* Why paragraphs are left out, as one field: the server takes only so many in one form. */
function gatherCuts() {
  const cuts = document.querySelector("#original-cuts")
  if (!cuts) return
  const given = () => blocks().flatMap((block) => {
    const why = block.querySelector("input")?.value.trim()
    return why ? [[block.dataset.block, why]] : []
  })
  cuts.form.addEventListener("formdata", ({ formData }) => {
    formData.set("cuts", JSON.stringify(Object.fromEntries(given())))
  })
  for (const input of panel.querySelectorAll(".block input")) input.readOnly = false
}

function here() {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (marks($from.node(depth))) return { node: $from.node(depth), at: $from.before(depth) }
  }
  return null
}

function showPlace() {
  const place = here()
  const current = place ? ids(place.node.attrs.source) : []
  for (const block of blocks()) block.classList.toggle("is-here", current.includes(block.dataset.block))
}

const setSource = (transaction, at, node, list) =>
  transaction.setNodeMarkup(at, undefined, { ...node.attrs, source: list.join(" ") || null })

function link(id) {
  const place = here()
  if (!place) return
  const list = ids(place.node.attrs.source)
  const next = list.includes(id) ? list.filter((other) => other !== id) : [...list, id]
  editor.view.dispatch(setSource(editor.state.tr, place.at, place.node, next))
  editor.commands.focus()
}

/* The first paragraph without a mark renders the first one that nothing renders, and so on. */
function matchInOrder() {
  const linked = new Set()
  editor.state.doc.descendants((node) => ids(node.attrs.source).forEach((id) => linked.add(id)))
  const free = blocks().map((block) => block.dataset.block).filter((id) => !linked.has(id))
  const { tr } = editor.state
  editor.state.doc.descendants((node, at) => {
    if (node.isTextblock && marks(node) && !node.attrs.source && node.textContent.trim() && free.length) {
      setSource(tr, at, node, [free.shift()])
    }
  })
  editor.view.dispatch(tr)
}

function ready(detail) {
  editor = detail.editor
  editor.on("update", () => { showCoverage(); showPlace() })
  editor.on("selectionUpdate", showPlace)
  for (const button of panel.querySelectorAll(".link-block")) {
    button.hidden = false
    // Keep the caret where it is: that is the paragraph meant.
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => link(button.dataset.block))
  }
  const match = document.querySelector("#match-in-order")
  if (match) {
    match.hidden = false
    match.addEventListener("click", matchInOrder)
  }
  panel.addEventListener("input", showCoverage)
  showCoverage()
}

if (panel) {
  remember()
  gatherCuts()
  document.addEventListener("prose-editor:ready", ({ detail }) => {
    if (detail.textarea.name === "body") ready(detail)
  })
}
