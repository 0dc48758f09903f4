// data-source="b12" (or "b12 b13") on a block of text: the blocks of the original it renders.
// Splitting keeps it, joining adds up, undo brings it back, pasting never brings in foreign ones.

import { Extension, Plugin, pm } from "django-prose-editor/editor"

import { cleaned } from "./prose-paste.js"

const { Fragment, Slice } = pm.model

const TEXT_BLOCKS = ["paragraph", "heading", "photo", "pullQuote"]
const ID = /^b[1-9]\d{0,4}$/

const idsIn = (value) => [...new Set((value || "").split(/\s+/).filter((id) => ID.test(id)))]
const written = (ids) => [...new Set(ids)].join(" ") || null
const isTextBlock = (node) => TEXT_BLOCKS.includes(node.type.name)

/** The text blocks of a document, in reading order: [{ node, pos, ids }]. */
const textBlocks = (doc) => {
  const found = []
  doc.descendants((node, pos) => {
    if (isTextBlock(node)) found.push({ node, pos, ids: idsIn(node.attrs.source) })
    return !isTextBlock(node)
  })
  return found
}

const mapped = (transactions, pos, side) =>
  transactions.reduce((at, transaction) => transaction.mapping.map(at, side), pos)

const common = (a, b) => {
  let length = 0
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++
  return length
}
const reversed = (text) => [...text].reverse()

/** Where words of an old block live on: [{ heir: block of `after`, size: how many characters }]. */
const heirs = (block, after, transactions) => {
  const from = mapped(transactions, block.pos + 1, 1)
  const to = mapped(transactions, block.pos + 1 + block.node.content.size, -1)
  const found = []
  for (const heir of after) {
    const [start, end] = [heir.pos + 1, heir.pos + heir.node.nodeSize - 1]
    const size = Math.min(to, end) - Math.max(from, start)
    if (size > 0) found.push({ heir, size })
  }
  return found
}

/**
 * The same where the browser joins blocks by itself (on phones): there the words of the later
 * block seem deleted and typed anew, after what is left of the earlier one.
 */
const heirByWords = (block, earlier, after, transactions) => {
  const at = mapped(transactions, block.pos, -1)
  const heir = after.findLast(({ pos }) => pos <= at)
  if (!heir) return []
  const words = heir.node.textContent
  const beginning = common(earlier.node.textContent, words)
  const size = words.length - beginning
  const end = common(reversed(block.node.textContent), reversed(words))
  return size > 0 && end >= size ? [{ heir, size }] : []
}

/** Whose words each block of `after` holds: Map of block → { ids, size, blocks: how many }. */
const inheritances = (before, after, transactions) => {
  const found = new Map()
  for (const [index, block] of before.entries()) {
    let inherited = heirs(block, after, transactions)
    if (!inherited.length && index) {
      inherited = heirByWords(block, before[index - 1], after, transactions)
    }
    for (const { heir, size } of inherited) {
      const sofar = found.get(heir) || { ids: [], size: 0, blocks: 0 }
      const ids = [...sofar.ids, ...block.ids]
      found.set(heir, { ids, size: sofar.size + size, blocks: sofar.blocks + 1 })
    }
  }
  return found
}

/** The ids that a block should have: those of the words in it. */
const due = (heir, { ids, size, blocks }, standing) => {
  if (size >= heir.node.content.size) return ids // nothing in it is new
  if (blocks > 1 || heir.ids.length === 0) return [...ids, ...heir.ids]
  return [...ids.filter((id) => !standing.has(id)), ...heir.ids]
}

const onlyIdsDiffer = (before, after) =>
  before.length === after.length &&
  before.every(({ node, pos }, index) => {
    const other = after[index]
    return pos === other.pos && node.type === other.node.type && node.content.eq(other.node.content)
  })

/** Gives every block the ids of the words that have come into it. */
const settle = (transactions, oldState, newState, repair) => {
  const before = textBlocks(oldState.doc)
  const after = textBlocks(newState.doc)
  const standing = new Set(after.flatMap((block) => block.ids))
  const lost = before.some(({ ids }) => ids.some((id) => !standing.has(id)))
  if (!lost && after.length >= before.length) return
  if (onlyIdsDiffer(before, after)) return // somebody linked it otherwise on purpose
  for (const [heir, inheritance] of inheritances(before, after, transactions)) {
    const ids = written(due(heir, inheritance, standing))
    if (ids !== heir.node.attrs.source) repair.setNodeAttribute(heir.pos, "source", ids)
  }
}

/** Words pasted into an empty line make it theirs. */
const takeOver = (source, transactions, oldState, repair) => {
  const { $from } = oldState.selection
  if (!isTextBlock($from.parent) || $from.parent.content.size) return
  const at = mapped(transactions, $from.before(), -1)
  const line = repair.doc.nodeAt(at)
  if (line && isTextBlock(line)) repair.setNodeAttribute(at, "source", source)
}

const withSource = (fragment, source) => {
  const nodes = []
  fragment.forEach((node) => {
    nodes.push(
      isTextBlock(node)
        ? node.type.create({ ...node.attrs, source }, node.content, node.marks)
        : node.copy(withSource(node.content, source)),
    )
  })
  return Fragment.fromArray(nodes)
}

const sourceAt = ($pos) => {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (isTextBlock($pos.node(depth))) return $pos.node(depth).attrs.source
  }
  return null
}

export const DataSource = Extension.create({
  name: "dataSource",

  addGlobalAttributes() {
    return [
      {
        types: TEXT_BLOCKS,
        attributes: {
          source: {
            default: null,
            keepOnSplit: true,
            parseHTML: (element) => written(idsIn(element.getAttribute("data-source"))),
            renderHTML: ({ source }) => (source ? { "data-source": source } : {}),
          },
        },
      },
    ]
  },

  addProseMirrorPlugins() {
    return [keeper()]
  },
})

const remembered = (slice) => JSON.stringify(slice.content.toJSON())

const keeper = () => {
  let copied = null // what was last copied or cut here, and may come back with its ids
  let arriving // the ids of its first block while it does
  return new Plugin({
    props: {
      transformPastedHTML: cleaned,
      transformCopied(slice) {
        copied = remembered(slice)
        return slice
      },
      transformPasted(slice, view) {
        const own = view.dragging || remembered(slice) === copied
        arriving = own ? slice.content.firstChild?.attrs.source : undefined
        if (own) return slice
        // Ids from elsewhere mean other blocks: what is pasted renders what the caret is in.
        const source = sourceAt(view.state.selection.$from)
        return new Slice(withSource(slice.content, source), slice.openStart, slice.openEnd)
      },
    },
    appendTransaction(transactions, oldState, newState) {
      const changed = transactions.some((transaction) => transaction.docChanged)
      // Undo brings the ids back by itself, and a text taken over has those of its writer.
      const whole = transactions.some((tr) => tr.getMeta("history$") || tr.getMeta("takenOver"))
      if (!changed || whole) return null
      const repair = newState.tr
      const pasted = transactions.some((tr) => tr.getMeta("uiEvent") === "paste")
      if (pasted && arriving) takeOver(arriving, transactions, oldState, repair)
      else settle(transactions, oldState, newState, repair)
      return repair.docChanged ? repair : null
    },
  })
}
