// <aside>: a sentence of the story, set large between its paragraphs.

import { Node, gettext } from "django-prose-editor/editor"

const ICON = `<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M4
  3h16v2H4zm0 16h16v2H4zM6 8h5v5l-2 3H6l1.5-3H6zm7 0h5v5l-2 3h-3l1.5-3H13z"/></svg>`

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "inline*",
  defining: true,

  parseHTML: () => [{ tag: "aside" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],

  addCommands() {
    return {
      togglePullQuote:
        () =>
        ({ commands }) =>
          commands.toggleNode(this.name, "paragraph"),
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-q": () => this.editor.commands.togglePullQuote() }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      button: buttons.svg(ICON, gettext("Pull quote")),
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
      enabled: (editor) => editor.can().togglePullQuote(),
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})
