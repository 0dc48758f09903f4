// <figure data-photo="7"><figcaption>…</figcaption></figure>: an inline photograph by its
// number. Picture and credit come from the Photo; only the caption is text of the story.

import { Node, crel, gettext, pm } from "django-prose-editor/editor"

import { find, pick } from "./prose-picker.js"

const { NodeSelection, TextSelection } = pm.state
const NUMBER = /^[1-9]\d{0,9}$/

const numberOf = (element) => {
  const number = element.getAttribute("data-photo") || ""
  return NUMBER.test(number) ? number : null
}

/** Shows a photograph by its number; the caption below it is the part one writes in. */
class PhotoView {
  constructor({ node, editor, getPos }, searchUrl) {
    this.searchUrl = searchUrl
    this.image = crel("img", { alt: "", draggable: false, className: "prose-photo__image" })
    this.credit = crel("p", { className: "prose-photo__credit" })
    const shown = crel("div", { className: "prose-photo__shown" }, [this.image, this.credit])
    shown.contentEditable = "false"
    this.image.addEventListener("click", () => {
      const { state, dispatch } = editor.view
      dispatch(state.tr.setSelection(NodeSelection.create(state.doc, getPos())))
      editor.view.focus()
    })
    this.contentDOM = crel("figcaption", { "data-hint": gettext("Caption") })
    this.dom = crel("figure", { className: "prose-photo" }, [shown, this.contentDOM])
    // It may have been credited in another tab meanwhile.
    this.lookAgain = () => this.uncredited && this.load()
    window.addEventListener("focus", this.lookAgain)
    this.update(node)
  }

  update(node) {
    if (node.type.name !== "photo") return false
    const { photo, source } = node.attrs
    this.dom.toggleAttribute("data-source", Boolean(source))
    if (source) this.dom.dataset.source = source
    this.contentDOM.classList.toggle("is-empty", node.content.size === 0)
    if (photo !== this.number) {
      this.number = this.dom.dataset.photo = photo
      this.load()
    }
    return true
  }

  async load() {
    const { number } = this
    try {
      const [photo] = await find(this.searchUrl, { id: number })
      if (number === this.number) this.show(photo)
    } catch (error) {
      this.say(error.message)
    }
  }

  show(photo) {
    this.uncredited = photo && !photo.credit
    if (!photo) return this.say(gettext("This photograph no longer exists."))
    Object.assign(this.image, { src: photo.thumb, alt: photo.title, hidden: false })
    if (photo.credit) return this.say(photo.credit, false)
    const address = new URL(`../${photo.id}/change/`, new URL(this.searchUrl, document.baseURI))
    const link = crel("a", { href: address.href, target: "_blank", rel: "noopener" })
    link.textContent = gettext("no credit yet")
    this.say(link)
  }

  say(words, alarm = true) {
    this.credit.classList.toggle("is-missing", alarm)
    this.credit.replaceChildren(words)
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target)
  }

  stopEvent(event) {
    return event.target.nodeName === "A" // the link to the photograph works as a link
  }

  destroy() {
    window.removeEventListener("focus", this.lookAgain)
  }
}

/** Photographs stand between blocks: after the one the caret is in, or in its place if empty. */
export const place = (state, node) => {
  const { $from } = state.selection
  const { tr } = state
  if ($from.depth === 0) return tr.replaceSelectionWith(node)
  const [before, after] = [$from.before(1), $from.after(1)]
  const onEmptyLine = $from.depth === 1 && $from.parent.content.size === 0
  const at = onEmptyLine ? before : after
  tr.replaceWith(at, after, node)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(at + node.nodeSize), -1))
}

/** What the picker found, as it stands in the text: with the caption that it proposes. */
export const written = ({ schema }, photo) =>
  schema.nodes.photo.create({ photo: String(photo.id) }, photo.caption ? schema.text(photo.caption) : null)

const choose = async (editor, searchUrl) => {
  const photo = await pick(searchUrl)
  if (editor.isDestroyed) return
  const { state, view } = editor
  view.focus()
  if (!photo) return
  const { $from } = state.selection
  if ($from.parent.type.name === "photo") {
    view.dispatch(state.tr.setNodeAttribute($from.before(), "photo", String(photo.id)))
  } else {
    view.dispatch(place(state, written(state, photo)).scrollIntoView())
  }
}

const inGallery = ($pos) => $pos.node(-1).type.name === "gallery"

const leaveCaption = ({ editor }) => {
  const { $from } = editor.state.selection
  if ($from.parent.type.name !== "photo" || inGallery($from)) return false
  const below = $from.after()
  return editor
    .chain()
    .insertContentAt(below, { type: "paragraph" })
    .setTextSelection(below + 1)
    .run()
}

const deleteWithEmptyCaption = ({ editor }) => {
  const { $from, empty } = editor.state.selection
  if (!empty || $from.parent.type.name !== "photo" || $from.parent.content.size) return false
  return editor.commands.deleteRange({ from: $from.before(), to: $from.after() })
}

export const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,

  addOptions: () => ({ searchUrl: "" }),

  addAttributes: () => ({
    photo: {
      default: null,
      parseHTML: numberOf,
      renderHTML: ({ photo }) => ({ "data-photo": photo }),
    },
  }),

  parseHTML: () => [
    {
      tag: "figure[data-photo]",
      contentElement: "figcaption",
      getAttrs: (element) => (numberOf(element) ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addNodeView() {
    return (props) => new PhotoView(props, this.options.searchUrl)
  },

  addCommands() {
    return {
      insertPhoto:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) choose(editor, this.options.searchUrl)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      Enter: leaveCaption,
      Backspace: deleteWithEmptyCaption,
      "Mod-Alt-p": () => this.editor.commands.insertPhoto(),
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photo",
      groups: "nodes",
      button: buttons.material("image", gettext("Photograph")),
      command: (editor) => editor.commands.insertPhoto(),
      active: (editor) => editor.isActive("photo"),
    })
  },
})
