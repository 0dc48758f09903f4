/* What one does with whole paragraphs of ours: begin one for a block of the original, link,
   move, fill it with the original's words. Each is one step for undo. */

import { isParagraph, paragraphs, place } from "./place.js"

const setSource = (transaction, at, node, list) =>
  transaction.setNodeMarkup(at, undefined, { ...node.attrs, source: list.join(" ") || null })

/** Says that the paragraph at the caret renders this block, or no longer does. */
export function linkTo(editor, id) {
  const here = place()
  if (!here) return
  const next = here.ids.includes(id) ? here.ids.filter((other) => other !== id) : [...here.ids, id]
  editor.view.dispatch(setSource(editor.state.tr, here.pos, here.node, next))
}

/** The first paragraph without a mark renders the first block that nothing renders, and so on. */
export function matchInOrder(editor, order) {
  const linked = new Set(paragraphs().flatMap((one) => one.ids))
  const free = order.filter((id) => !linked.has(id))
  const { tr } = editor.state
  for (const { node, pos } of paragraphs()) {
    if (node.isTextblock && !node.attrs.source && node.textContent.trim() && free.length) {
      setSource(tr, pos, node, [free.shift()])
    }
  }
  editor.view.dispatch(tr)
}

/** Moves the paragraph at the caret one place up (-1) or down (1), out of nothing. */
export function move(editor, step) {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const [parent, index] = [$from.node(depth - 1), $from.index(depth - 1)]
    if ($from.node(depth).isBlock && parent.maybeChild(index + step)) {
      return swap(editor, $from.before(depth), parent.child(index), parent.child(index + step), step)
    }
  }
  return false
}

function swap(editor, at, node, neighbour, step) {
  const { tr, selection } = editor.state
  const offset = step * neighbour.nodeSize
  tr.delete(at, at + node.nodeSize).insert(at + offset, node)
  const Selection = selection.constructor
  tr.setSelection(Selection.create(tr.doc, selection.anchor + offset, selection.head + offset))
  editor.view.dispatch(tr.scrollIntoView())
  return true
}

/** Puts the original's words into the paragraph at the caret, to be written over. */
export function copySource(editor, blocks, here) {
  const html = (here?.ids || []).map((id) => blocks.get(id)?.element.querySelector(".block-text").innerHTML)
  const words = html.filter(Boolean).join(" ")
  if (words) editor.chain().focus().insertContent(words.trim()).run()
}

/* --- a paragraph where there was none ------------------------------------------------------------ */

/**
 * An empty paragraph for this block, after the one that renders the nearest earlier block,
 * and the caret in it. `order` are the ids of the original, `tag` what the block is there.
 */
export function insertFor(editor, { id, tag }, order) {
  const { state } = editor
  const all = paragraphs()
  const lone = all.length === 1 && !all[0].node.content.size ? all[0] : null
  const { tr } = state
  if (lone) setSource(tr, lone.pos, lone.node, [id])
  const at = lone ? lone.pos : insertNew(tr, { id, tag }, neighbour(all, id, order))
  editor.view.dispatch(tr)
  editor.chain().setTextSelection(at + 1).focus().scrollIntoView().run()
}

/** Takes an empty paragraph for this block away again: nobody wrote in it. */
export function dropEmpty(editor, id) {
  const found = paragraphs().find((one) => one.ids[0] === id && !one.node.content.size)
  if (!found || editor.state.doc.childCount < 2) return
  const $found = editor.state.doc.resolve(found.pos)
  let depth = $found.depth
  while (depth > 0 && $found.node(depth).childCount === 1) depth -= 1
  const [from, to] = depth === $found.depth
    ? [found.pos, found.pos + found.node.nodeSize]
    : [$found.before(depth + 1), $found.after(depth + 1)]
  editor.view.dispatch(editor.state.tr.delete(from, to))
}

/* { found, after }: the last paragraph for the nearest earlier block, else the first for a later. */
function neighbour(all, id, order) {
  const at = order.indexOf(id)
  for (const other of order.slice(0, at).reverse()) {
    const found = all.findLast((one) => one.ids.includes(other))
    if (found) return { found, after: true }
  }
  const later = new Set(order.slice(at + 1))
  const found = all.find((one) => one.ids.some((other) => later.has(other)))
  return found ? { found, after: false } : { found: all.at(-1), after: true }
}

/* Puts it into `tr`; a list goes on as a list and a quotation as a quotation. */
function insertNew(tr, { id, tag }, { found, after }) {
  const $found = tr.doc.resolve(found.pos)
  const container = $found.parent.type.name
  const item = tag === "li" && container === "listItem"
  const line = tag === "blockquote" && container === "blockquote"
  const edge = after ? "after" : "before"
  const end = after ? found.pos + found.node.nodeSize : found.pos
  const at = line || !$found.depth ? end : $found[edge](item ? $found.depth : 1)
  const made = dressed(tr.doc.type.schema.nodes, id, line ? "p" : item ? "item" : tag)
  tr.insert(at, made)
  let inside = at
  made.descendants((node, pos) => { if (isParagraph(node)) inside = at + 1 + pos })
  return inside
}

function dressed(nodes, id, tag) {
  const source = { source: id }
  const paragraph = () => nodes.paragraph.create(source)
  const item = () => nodes.listItem.create(null, paragraph())
  const made = {
    h2: () => nodes.heading.create({ ...source, level: 2 }),
    h3: () => nodes.heading.create({ ...source, level: 3 }),
    aside: () => nodes.pullQuote.create(source),
    blockquote: () => nodes.blockquote.create(null, paragraph()),
    li: () => nodes.bulletList.create(null, item()),
    item,
  }
  return (made[tag] || paragraph)()
}
