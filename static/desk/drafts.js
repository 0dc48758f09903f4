/* Putting a machine's draft into the text, and taking it out again: each one step for undo, and
   never over words that somebody has written. */

import { pm } from "django-prose-editor/editor"

import { paragraphs } from "./place.js"
import { machineBlocks, onPurpose } from "./prose-draft.js"

const { closeHistory } = pm.history
const { DOMParser: Reader } = pm.model

/** The blocks of the original, as its pane shows them: Map of id → plain text. */
export const originals = () =>
  new Map([...document.querySelectorAll("#original-panel .block[data-block]")].map((block) =>
    [block.dataset.block, block.querySelector(".block-text").textContent.trim()]))

const isCut = (id) => document.querySelector(`#original-panel .block[data-block="${id}"]`)?.classList.contains("is-cut")

/* Nobody's words: an empty line, or the original's own, there to be written over. */
const isFree = ({ node }, original) => ["", original].includes(node.textContent.trim())

/** Whether nothing of ours stands for this block yet. */
function isOpen(id, original) {
  if (isCut(id)) return false
  return paragraphs().every((one) => !one.ids.includes(id) || (isFree(one, original) && one.ids.length === 1))
}

/** Ids of the blocks that a machine may draft, in reading order. */
export const openBlocks = () => [...originals()].filter(([id, text]) => isOpen(id, text)).map(([id]) => id)

/** The machine block for this one, if one stands in the text and nobody has touched it. */
const standing = (id) => paragraphs().find(({ node, ids }) => node.attrs.draft && ids.length === 1 && ids[0] === id)

/** Whether a draft of this block would be welcome: it is open, or holds an older draft. */
export const mayDraft = (id) => Boolean(standing(id)) || isOpen(id, originals().get(id))

const parsed = (schema, markup) => {
  const holder = new DOMParser().parseFromString(markup, "text/html").body
  return Reader.fromSchema(schema).parse(holder).firstChild
}

const firstText = (node) => {
  let found = node.isTextblock ? node : null
  node.descendants((child) => {
    if (child.isTextblock) found ||= child
    return !found
  })
  return found
}

/* Where a new block belongs: behind the paragraph of the nearest earlier one, else before that
   of a later one, else at the end. A list goes on as a list, a quotation as a quotation. */
function landing(doc, id, made) {
  const order = [...originals().keys()]
  const at = order.indexOf(id)
  const all = paragraphs()
  for (const other of order.slice(0, at).reverse()) {
    const found = all.findLast(({ ids }) => ids.includes(other))
    if (!found) continue
    const $found = doc.resolve(found.pos + 1)
    if ($found.depth > 1 && $found.node(1).type === made.type) return [$found.after(2), made.content]
    return [$found.after(1), made]
  }
  const later = new Set(order.slice(at + 1))
  const found = all.find(({ ids }) => ids.some((other) => later.has(other)))
  return [found ? doc.resolve(found.pos + 1).before(1) : doc.content.size, made]
}

function change(editor, transaction) {
  const { view } = editor
  view.dispatch(onPurpose(closeHistory(transaction)))
  view.dispatch(closeHistory(view.state.tr)) // what is typed next is a step of its own
}

/** Puts a draft where its block belongs. False where words of ours stand meanwhile. */
export function take(editor, { block, markup }) {
  if (!mayDraft(block)) return false
  const { tr, doc, schema } = editor.state
  const made = parsed(schema, markup)
  const line = firstText(made)
  const there = paragraphs().find(({ ids }) => ids.includes(block))
  const lone = doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.content.size
  if (there) {
    tr.replaceWith(there.pos + 1, there.pos + there.node.nodeSize - 1, line.content)
    tr.setNodeAttribute(there.pos, "draft", line.attrs.draft)
  } else if (lone) {
    tr.replaceWith(0, doc.content.size, made)
  } else {
    tr.insert(...landing(doc, block, made))
  }
  change(editor, tr)
  return true
}

/** Takes out all that is still a machine's, the empty lists and quotations around it with it. */
export function takeOut(editor) {
  const { tr } = editor.state
  for (const { node, pos } of machineBlocks(tr.doc).reverse()) {
    const $pos = tr.doc.resolve(pos + 1)
    let { depth } = $pos
    while (depth > 1 && $pos.node(depth - 1).childCount === 1) depth -= 1
    if (depth === 1 && tr.doc.childCount === 1) tr.delete(pos + 1, pos + node.nodeSize - 1).setNodeAttribute(pos, "draft", null)
    else tr.delete($pos.before(depth), $pos.after(depth))
  }
  change(editor, tr)
}
