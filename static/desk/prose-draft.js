// data-draft="deepl" on a block of text: these are a machine's words, until a human has changed
// or confirmed them. Splitting and joining keep the mark, undo brings it back, and it travels
// with what is copied.

import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"

const { Decoration, DecorationSet } = pm.view

const BLOCKS = ["paragraph", "heading", "pullQuote"]
const NAMES = { deepl: "DeepL", libretranslate: "LibreTranslate" }
const ON_PURPOSE = "draft$" // a transaction that sets or takes away the mark itself

const nameIn = (element) => {
  const name = element.getAttribute("data-draft")
  return name in NAMES ? name : null
}
const isTextBlock = (node) => BLOCKS.includes(node.type.name)

/** The blocks of a document that are still a machine's: [{ node, pos, ids, draft }]. */
export const machineBlocks = (doc) => {
  const found = []
  doc.descendants((node, pos) => {
    if (isTextBlock(node) && node.attrs.draft && node.textContent.trim()) found.push({ node, pos })
    return !isTextBlock(node)
  })
  return found
}

/** How people call the machine of this name. */
export const labelOf = (name) => NAMES[name] || name

/** The same transaction, marked as one that sets or takes away the mark on purpose. */
export const onPurpose = (transaction) => transaction.setMeta(ON_PURPOSE, true)

/** “This reads right”: the words at `pos` are ours from now on. */
export const confirm = ({ state, dispatch }, pos) =>
  dispatch(onPurpose(state.tr.setNodeAttribute(pos, "draft", null)))

/** Where words came or went: [{ from, to }] in the document that the transactions lead to. */
const touched = (transactions) => {
  const found = []
  transactions.forEach((transaction, index) => {
    transaction.steps.forEach((step, at) => {
      const before = transaction.docs[at]
      const after = transaction.docs[at + 1] || transaction.doc
      const later = [transaction.mapping.slice(at + 1), ...transactions.slice(index + 1).map((tr) => tr.mapping)]
      const now = (pos, side) => later.reduce((place, mapping) => mapping.map(place, side), pos)
      step.getMap().forEach((oldFrom, oldTo, from, to) => {
        if (before.textBetween(oldFrom, oldTo) === after.textBetween(from, to)) return
        found.push({ from: now(from, -1), to: now(to, 1) })
      })
    })
  })
  return found
}

/** Words were typed into it or taken out of it; one that arrived whole brings its own mark. */
const rewritten = ({ pos, node }, ranges) =>
  ranges.some(({ from, to }) => {
    const [start, end] = [pos + 1, pos + node.nodeSize - 1]
    return from <= end && to >= start && !(from <= pos && to > end)
  })

/** Blocks that took over a machine's words from one that they were joined with. */
const joined = (transactions, oldState, repair) => {
  for (const { node, pos } of machineBlocks(oldState.doc)) {
    const map = (at, side) => transactions.reduce((place, tr) => tr.mapping.map(place, side), at)
    const [from, to] = [map(pos + 1, 1), map(pos + 1 + node.content.size, -1)]
    if (to <= from) continue
    const heir = repair.doc.resolve(from)
    if (isTextBlock(heir.parent) && !heir.parent.attrs.draft) {
      repair.setNodeAttribute(heir.before(), "draft", node.attrs.draft)
    }
  }
}

const settle = (transactions, oldState, newState) => {
  const repair = newState.tr
  joined(transactions, oldState, repair)
  const ranges = touched(transactions)
  for (const block of ranges.length ? machineBlocks(repair.doc) : []) {
    if (rewritten(block, ranges)) repair.setNodeAttribute(block.pos, "draft", null)
  }
  return repair.docChanged ? repair : null
}

/** Words pasted into an empty line make it theirs. */
const takeOver = (draft, transactions, oldState, newState) => {
  const { $from } = oldState.selection
  if (!draft || !isTextBlock($from.parent) || $from.parent.content.size) return null
  const at = transactions.reduce((place, tr) => tr.mapping.map(place, -1), $from.before())
  const line = newState.doc.nodeAt(at)
  return line && isTextBlock(line) ? newState.tr.setNodeAttribute(at, "draft", draft) : null
}

const tools = (name) => (view, getPos) => {
  const button = crel("button", { type: "button", className: "draft-confirm", textContent: "This reads right" })
  // The caret stays where it is.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    const before = view.state.doc.resolve(getPos()).nodeBefore
    confirm(view, getPos() - before.nodeSize)
  })
  const said = crel("span", { textContent: `Machine draft, ${labelOf(name)}: change it, or confirm it.` })
  const line = crel("div", { className: "draft-tools", lang: "en", dir: "ltr" }, [said, button])
  line.contentEditable = "false"
  return line
}

const shown = (doc) =>
  DecorationSet.create(
    doc,
    machineBlocks(doc).map(({ node, pos }) => {
      const { draft } = node.attrs
      return Decoration.widget(pos + node.nodeSize, tools(draft), {
        side: -1, key: `draft-${draft}`, ignoreSelection: true, stopEvent: () => true,
      })
    }),
  )

const keeper = () => {
  let arriving = null // the mark of what is being pasted
  return new Plugin({
    state: {
      init: (config, { doc }) => shown(doc),
      apply: (transaction, sofar) => (transaction.docChanged ? shown(transaction.doc) : sofar),
    },
    props: {
      decorations(state) {
        return this.getState(state)
      },
      transformPasted(slice) {
        arriving = slice.content.firstChild?.attrs.draft || null
        return slice
      },
    },
    appendTransaction(transactions, oldState, newState) {
      const changed = transactions.filter((transaction) => transaction.docChanged)
      const own = changed.some((tr) => tr.getMeta("history$") || tr.getMeta(ON_PURPOSE))
      if (!changed.length || own) return null
      const pasted = changed.some((tr) => tr.getMeta("uiEvent") === "paste")
      return (
        (pasted && takeOver(arriving, changed, oldState, newState)) || settle(changed, oldState, newState)
      )
    },
  })
}

export const DataDraft = Extension.create({
  name: "dataDraft",

  addGlobalAttributes() {
    return [
      {
        types: BLOCKS,
        attributes: {
          draft: {
            default: null,
            keepOnSplit: true,
            parseHTML: nameIn,
            renderHTML: ({ draft }) => (draft ? { "data-draft": draft } : {}),
          },
        },
      },
    ]
  },

  addProseMirrorPlugins() {
    return [keeper()]
  },
})
