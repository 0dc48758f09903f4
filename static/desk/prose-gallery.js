// <section>: a gallery. Photographs as they also stand alone (prose-photo.js), in a row, each
// with a caption of its own. The same key makes one and adds to it.

import { Node, Plugin, gettext, pm } from "django-prose-editor/editor"

import { place, written } from "./prose-photo.js"
import { pick } from "./prose-picker.js"

const { TextSelection } = pm.state

const ICON = `<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M2 6h3v12H2zm5-1h10v14H7zm2
  2v10h6V7zm10-1h3v12h-3z"/></svg>`

/** The photograph at the selection, in a gallery or alone: { node, pos, gallery }, or null. */
const photoAt = ({ selection }) => {
  const { $from, node } = selection
  if (node?.type.name === "photo") return { node, pos: $from.pos, gallery: galleryOf($from, $from.depth) }
  if ($from.parent.type.name !== "photo") return null
  return { node: $from.parent, pos: $from.before(), gallery: galleryOf($from, $from.depth - 1) }
}

/** { node, pos } of the gallery that stands at this depth, or null. */
const galleryOf = ($pos, depth) => {
  const node = depth > 0 ? $pos.node(depth) : null
  return node?.type.name === "gallery" ? { node, pos: $pos.before(depth) } : null
}

const caretAtEndOf = (tr, pos) => {
  const inside = pos + tr.doc.nodeAt(pos).nodeSize - 1
  return tr.setSelection(TextSelection.create(tr.doc, inside))
}

/** After the photograph in whose caption one is; around it where it stands alone; else a new one. */
const added = (state, photo) => {
  const { gallery } = state.schema.nodes
  const here = photoAt(state)
  const chosen = state.selection.node
  if (chosen?.type === gallery) {
    const end = state.selection.to - 1
    return caretAtEndOf(state.tr.insert(end, photo), end)
  }
  if (!here) return place(state, gallery.create(null, photo))
  const after = here.pos + here.node.nodeSize
  if (here.gallery) return caretAtEndOf(state.tr.insert(after, photo), after)
  const both = gallery.create(null, [here.node, photo])
  return caretAtEndOf(state.tr.replaceWith(here.pos, after, both), after + 1)
}

const choose = async (editor, searchUrl) => {
  const photo = await pick(searchUrl)
  if (editor.isDestroyed) return
  const { state, view } = editor
  view.focus()
  if (photo) view.dispatch(added(state, written(state, photo)).scrollIntoView())
}

/** Enter leads to the next caption, from the last one out of the gallery. */
const goOn = ({ editor }) => {
  const { state, view } = editor
  const here = photoAt(state)
  if (!here?.gallery) return false
  const after = here.pos + here.node.nodeSize
  const last = after === here.gallery.pos + here.gallery.node.nodeSize - 1
  if (!last) {
    view.dispatch(caretAtEndOf(state.tr, after).scrollIntoView())
    return true
  }
  return editor
    .chain()
    .insertContentAt(after + 1, { type: "paragraph" })
    .setTextSelection(after + 2)
    .run()
}

/** Moves the photograph at the selection within its gallery. */
const move = (step) => ({ editor }) => {
  const { state, view } = editor
  const here = photoAt(state)
  if (!here?.gallery) return false
  const index = state.doc.resolve(here.pos).index()
  const neighbour = here.gallery.node.maybeChild(index + step)
  if (!neighbour) return true
  const { tr, selection } = state
  const [size, by] = [here.node.nodeSize, step * neighbour.nodeSize]
  tr.delete(here.pos, here.pos + size).insert(here.pos + by, here.node)
  tr.setSelection(selection.constructor.create(tr.doc, selection.anchor + by, selection.head + by))
  view.dispatch(tr.scrollIntoView())
  return true
}

/** A gallery from which the last photograph was taken goes too. */
const sweeper = () =>
  new Plugin({
    appendTransaction(transactions, oldState, { doc, tr }) {
      if (!transactions.some(({ docChanged }) => docChanged)) return null
      doc.descendants((node, pos) => {
        if (node.type.name !== "gallery") return !node.isTextblock
        const at = tr.mapping.map(pos)
        if (!node.childCount) tr.delete(at, at + node.nodeSize)
        return false
      })
      return tr.docChanged ? tr : null
    },
  })

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "photo*",
  isolating: true,
  selectable: true,

  addOptions: () => ({ searchUrl: "" }),

  parseHTML: () => [
    {
      tag: "section",
      getAttrs: ({ children }) =>
        children.length && [...children].every((child) => child.matches("figure[data-photo]")) ? null : false,
    },
  ],
  renderHTML: () => ["section", 0],

  addCommands() {
    return {
      addToGallery:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) choose(editor, this.options.searchUrl)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      Enter: goOn,
      "Alt-Shift-ArrowUp": move(-1),
      "Alt-Shift-ArrowDown": move(1),
      "Mod-Alt-g": () => this.editor.commands.addToGallery(),
    }
  },

  addProseMirrorPlugins() {
    return [sweeper()]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "nodes",
      button: buttons.svg(ICON, gettext("Add to a gallery")),
      command: (editor) => editor.commands.addToGallery(),
      active: (editor) => editor.isActive("gallery"),
    })
  },
})
