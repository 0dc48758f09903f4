/* Another text in the editor, paragraph by paragraph: what is the same stays untouched, and
   with it the caret. It is no step of one's own to undo. */

import { catchUp, whenReady } from "./place.js"

const HOLDERS = ["bulletList", "orderedList", "blockquote"]

let createDocument = null
// Only there where the page has an editor.
whenReady(async () => ({ createDocument } = await import("django-prose-editor/editor")))

const children = (node) => Array.from({ length: node.childCount }, (_, n) => node.child(n))

/* The longest run of pairs that are the same: [[index old, index new]]. */
function common(a, b) {
  const same = (i, j) => a[i].eq(b[j])
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = same(i, j) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1])
    }
  }
  const pairs = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(i, j)) pairs.push([i++, j++])
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1
    else j += 1
  }
  return pairs
}

/* The words that differ in two paragraphs of one kind: a caret elsewhere in it stays. */
function words(old, next, start) {
  const from = old.content.findDiffStart(next.content)
  let { a, b } = old.content.findDiffEnd(next.content)
  const overlap = Math.max(0, from - Math.min(a, b)) // "aa" and "aaa": the same from both ends
  a += overlap
  b += overlap
  return { from: start + from, to: start + a, nodes: next.content.cut(from, b) }
}

/* One node in the place of another: [{ from, to, nodes }]. */
function change(old, next, at) {
  if (old.eq(next)) return []
  if (old.type === next.type && HOLDERS.includes(old.type.name)) return changes(old, next, at + 1)
  if (old.isTextblock && old.sameMarkup(next)) return [words(old, next, at + 1)]
  return [{ from: at, to: at + old.nodeSize, nodes: [next] }]
}

/* [{ from, to, nodes }] in document order, that make the old node's children the new one's. */
function changes(old, next, start) {
  const [a, b] = [children(old), children(next)]
  const found = []
  let [i, j, at] = [0, 0, start]
  for (const [x, y] of [...common(a, b), [a.length, b.length]]) {
    const [gone, come] = [a.slice(i, x), b.slice(j, y)]
    const from = at
    const pairs = gone.length === come.length
    for (const [n, node] of gone.entries()) {
      if (pairs) found.push(...change(node, come[n], at))
      at += node.nodeSize
    }
    if (!pairs) found.push({ from, to: at, nodes: come })
    at += a[x]?.nodeSize || 0
    i = x + 1
    j = y + 1
  }
  return found
}

/** Makes the text of the editor this HTML. */
export function takeOver(editor, html) {
  catchUp(editor)
  const { state, view } = editor
  const next = createDocument(html, state.schema)
  const { tr } = state
  for (const { from, to, nodes } of changes(state.doc, next, 0).reverse()) tr.replaceWith(from, to, nodes)
  if (!tr.docChanged) return
  tr.setMeta("addToHistory", false).setMeta("takenOver", true)
  view.dispatch(tr)
}
