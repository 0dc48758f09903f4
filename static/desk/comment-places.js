/* Which paragraph of the text a comment is about: the one that renders the block it was made on,
   or whose words are most like those it was made on. And the marks at their margins, in the
   editor or, where one may only read, in the text as it is shown. */

import { catchUp, ids, isParagraph, onPlace, paragraphs, place, whenReady } from "./place.js"

const LONGEST_QUOTE = 300 // as articles.models.Comment has it
const ALIKE = 0.5 // below this, words are others
const SAME_BLOCK = 0.6 // less than the very words of a comment that moved count
const BLOCKS = "p, h2, h3, aside, figure"

/** The words by which a paragraph is known again. */
export const quoteOf = (text) => text.replace(/\s+/g, " ").trim().slice(0, LONGEST_QUOTE)

const sets = new Map()

/* Pairs of characters: they serve scripts without spaces, too. */
function pairsOf(text) {
  if (sets.size > 3000) sets.clear()
  if (!sets.has(text)) {
    const characters = [...text.toLowerCase()]
    sets.set(text, new Set(characters.slice(1).map((character, n) => characters[n] + character)))
  }
  return sets.get(text)
}

/** How alike two texts are, from 0 to 1. */
export function likeness(one, other) {
  if (!one || !other) return 0
  if (one === other) return 1
  const [a, b] = [pairsOf(one), pairsOf(other)]
  let common = 0
  for (const pair of a) if (b.has(pair)) common += 1
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0
}

/** The paragraph of { block, quote } among these, or null where it is gone. */
export function locate({ block, quote }, among) {
  let best = null
  let most = 0
  for (const paragraph of among) {
    const same = block && paragraph.ids.includes(block) ? SAME_BLOCK : 0
    const alike = likeness(quote, quoteOf(paragraph.text)) + same
    if (alike > most) [best, most] = [paragraph, alike]
  }
  return most >= ALIKE ? best : null
}

/* Decorations: the text itself is not touched, nothing is to be stored or undone. */
async function margin(editor) {
  const { Plugin, pm } = await import("django-prose-editor/editor")
  const key = new pm.state.PluginKey("comments")
  const { Decoration, DecorationSet } = pm.view
  editor.registerPlugin(new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, marks) => transaction.getMeta(key) ?? marks.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
  }))
  return (counts) => {
    catchUp(editor)
    const { doc, tr } = editor.state
    const marks = counts.flatMap(([{ pos }, count]) => {
      const node = doc.nodeAt(pos)
      if (!node || !isParagraph(node)) return []
      return [Decoration.node(pos, pos + node.nodeSize, { class: "has-comments", "data-comments": String(count) })]
    })
    editor.view.dispatch(tr.setMeta(key, DecorationSet.create(doc, marks)).setMeta("addToHistory", false))
  }
}

const inText = ({ node, pos, ids }) => ({ text: node.textContent, pos, ids })

async function editing(editor, { onHere, onChange }) {
  const mark = await margin(editor)
  editor.on("update", onChange)
  onPlace(onHere)
  return {
    mark,
    paragraphs: () => paragraphs().map(inText),
    here: () => { const now = place(); return now && inText(now) },
    isSame: (one, other) => one.pos === other.pos,
    goTo({ pos }) {
      editor.chain().setTextSelection(pos + 1).focus().run()
      const element = editor.view.nodeDOM(pos)
      element?.scrollIntoView?.({ block: "center" })
    },
    leave: () => editor.view.focus(),
  }
}

/* The text as it is shown: one paragraph at a time can be come to by Tab, the others by arrows. */
function reading(area, { onHere }) {
  const all = [...area.querySelectorAll(BLOCKS)].filter((element) => !element.querySelector(BLOCKS))
  const found = all.map((element) => ({
    element, text: element.textContent, ids: ids(element.closest("[data-source]")?.dataset.source),
  }))
  let current = null
  const choose = (paragraph, focus) => {
    current = paragraph
    for (const { element } of found) {
      element.tabIndex = element === paragraph.element ? 0 : -1
      if (element === paragraph.element) element.setAttribute("aria-current", "true")
      else element.removeAttribute("aria-current")
    }
    if (focus) paragraph.element.focus()
    onHere()
  }
  all.forEach((element, n) => { element.tabIndex = n ? -1 : 0 })
  area.addEventListener("click", ({ target }) => {
    const clicked = found.find(({ element }) => element.contains(target))
    if (clicked) choose(clicked, false)
  })
  area.addEventListener("focusin", ({ target }) => {
    const focused = found.find(({ element }) => element === target)
    if (focused && focused !== current) choose(focused, false)
  })
  area.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = found[all.indexOf(event.target) + step]
    if (!step || !next) return
    event.preventDefault()
    choose(next, true)
  })
  return {
    mark(counts) {
      for (const { element } of found) {
        const count = counts.find(([paragraph]) => paragraph.element === element)?.[1]
        element.classList.toggle("has-comments", Boolean(count))
        if (count) element.dataset.comments = count
        else delete element.dataset.comments
      }
    },
    paragraphs: () => found,
    here: () => current,
    isSame: (one, other) => one.element === other.element,
    goTo(paragraph) {
      choose(paragraph, true)
      paragraph.element.scrollIntoView({ block: "center" })
    },
    leave: () => current?.element.focus(),
  }
}

/** Calls back with the text, once it is there: { paragraphs, here, isSame, mark, goTo, leave }. */
export function whenThere(callback, listeners) {
  const area = document.querySelector("#article_form .reading")
  if (area) callback(reading(area, listeners))
  else whenReady(async (editor) => callback(await editing(editor, listeners)))
}
