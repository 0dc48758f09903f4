/* Where the caret is: which paragraph of the translation, and which blocks of the original it
   renders. What stands around the text (original, memory, terms, comments) listens here. */

const ID = /^b[1-9]\d{0,4}$/
const readers = []
const followers = []
let editor = null
let last = null

/** The ids in a data-source: "b12 b13" → ["b12", "b13"]. */
export const ids = (value) => (value || "").split(/\s+/).filter((id) => ID.test(id))

/** Whether a node is a paragraph of ours: one that may render blocks of the original. */
export const isParagraph = (node) => "source" in node.attrs

/** The paragraphs of the text in reading order: [{ node, pos, ids }]. */
export function paragraphs(state = editor.state) {
  const found = []
  state.doc.descendants((node, pos) => {
    if (!isParagraph(node)) return true
    found.push({ node, pos, ids: ids(node.attrs.source) })
    return false
  })
  return found
}

/** The paragraph that the caret is in: { node, pos, ids }, or null. */
export function place(state = editor?.state) {
  if (!state) return null
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth)
    if (isParagraph(node)) return { node, pos: $from.before(depth), ids: ids(node.attrs.source) }
  }
  const { node } = state.selection
  return node && isParagraph(node) ? { node, pos: $from.pos, ids: ids(node.attrs.source) } : null
}

/** Reads where the caret was put a moment ago, before something that nobody here typed is drawn:
    the editor would put it back to where it knew it, and what is typed next would go there. What an
    input method is composing is left alone. */
export const catchUp = ({ view }) => view.composing || view.domObserver.flush()

/** Calls back with the editor of the story's text, once it is there. */
export function whenReady(callback) {
  readers.push(callback)
  if (editor) callback(editor)
}

/** Calls back with the place whenever the caret comes into another paragraph. */
export function onPlace(callback) {
  followers.push(callback)
  if (editor) callback(place())
}

function follow() {
  const now = place()
  const key = now && `${now.pos} ${now.ids.join(" ")}`
  if (key === last) return
  last = key
  for (const callback of followers) callback(now)
}

document.addEventListener("prose-editor:ready", ({ detail }) => {
  if (detail.textarea.name !== "body") return
  editor = detail.editor
  editor.on("selectionUpdate", follow)
  editor.on("update", follow)
  for (const callback of readers) callback(editor)
  follow()
})
