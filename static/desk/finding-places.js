/* Where findings stand in the story: in the text of the editor, in a field beside it, or in a
   text that one may only read. Marks are decorations; the text itself is not touched. */

import { catchUp, paragraphs, whenReady } from "./place.js"

export const FIELDS = ["kicker", "headline", "standfirst", "dateline", "lead_caption"]
const TAGS = { heading: "h", pullQuote: "aside", photo: "figure" }
const BLOCKS = "p, h2, h3, aside, figure"
const READ = 50 // milliseconds until the editor knows where a click has put the caret

const form = document.querySelector("#article_form")
const fieldOf = (name) => form?.elements[name]
let editor = null
let marks = null // the plugin's key

/* The server counts characters, JavaScript their halves. */
const units = (text, at) => [...text].slice(0, at).join("").length

const tagOf = ({ type, attrs }) => {
  const tag = TAGS[type.name] || "p"
  return tag === "h" ? `h${attrs.level}` : tag
}

/** The text on the screen, as desk_views/findings.py reads it; nothing where one only reads. */
export function typed() {
  if (!editor) return {}
  const fields = Object.fromEntries(FIELDS.map((name) => [name, fieldOf(name)?.value || ""]))
  return { fields, blocks: paragraphs().map(({ node, ids }) => [tagOf(node), node.textContent.trim(), ids]) }
}

/* Where a quotation stands in a text: [from, to] in its units, or null where it is gone. */
function within(text, { span, quote }) {
  if (!span) return null
  const lead = text.length - text.trimStart().length
  const from = lead + units(text.trim(), span[0])
  if (text.slice(from, from + quote.length) === quote) return [from, from + quote.length]
  const found = text.indexOf(quote)
  return quote && found >= 0 ? [found, found + quote.length] : null
}

/* { from, to } in the document, { block } where it has no words of its own, or null. */
function spot(finding) {
  const paragraph = typeof finding.place === "number" ? paragraphs()[finding.place] : null
  if (!paragraph) return null
  const place = within(paragraph.node.textContent, finding)
  if (!place) return finding.span ? null : { block: paragraph }
  return { from: paragraph.pos + 1 + place[0], to: paragraph.pos + 1 + place[1], block: paragraph }
}

/** Where it stands now, after whatever was typed since it was found. */
function standing(finding) {
  const found = marks?.getState(editor.state).find(undefined, undefined, (spec) => spec.id === finding.id)[0]
  if (!found || editor.state.doc.textBetween(found.from, found.to) !== finding.quote) return spot(finding)
  return { from: found.from, to: found.to }
}

/** Marks these findings in the text, and the fields that hold some. */
export function mark(findings, current) {
  for (const name of FIELDS) {
    const grave = findings.filter((one) => one.place === name).map((one) => one.severity)
    fieldOf(name)?.closest(".form-row")?.classList.toggle("has-finding", grave.some((one) => one !== "hint"))
  }
  if (marks) draw(findings, current)
}

let draw = () => {}

async function watch(ready, onChoose) {
  const { Plugin, pm } = await import("django-prose-editor/editor")
  const { Decoration, DecorationSet } = pm.view
  const key = new pm.state.PluginKey("findings")
  ready.registerPlugin(new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => transaction.getMeta(key) ?? set.map(transaction.mapping, transaction.doc),
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick(view, pos) {
        const [hit] = key.getState(view.state).find(pos, pos)
        // Drawn at once, the caret would be put back to where it was before the click.
        if (hit) setTimeout(onChoose, READ, hit.spec.id)
        return false
      },
    },
  }))
  marks = key
  draw = (findings, current) => {
    catchUp(ready)
    const { doc, tr } = ready.state
    const set = findings.flatMap((finding) => {
      const at = spot(finding)
      if (!at) return []
      const names = `finding-mark is-${finding.severity}${finding.id === current ? " is-current" : ""}`
      const spec = { id: finding.id }
      if (at.from !== undefined) return [Decoration.inline(at.from, at.to, { class: names }, spec)]
      const { pos, node } = at.block
      return [Decoration.node(pos, pos + node.nodeSize, { class: `${names} is-block` }, spec)]
    })
    ready.view.dispatch(tr.setMeta(key, DecorationSet.create(doc, set)).setMeta("addToHistory", false))
  }
}

/** Leads to it: the caret comes to where it stands. */
export function goTo(finding) {
  if (FIELDS.includes(finding.place)) goToField(finding)
  else if (!editor) goToRead(finding)
  else if (standing(finding)) goToWords(standing(finding))
  else goToSource(finding)
}

function goToWords(at) {
  const from = at.from ?? at.block.pos + 1
  editor.chain().setTextSelection({ from, to: at.to ?? from }).focus().run()
  const { node } = editor.view.domAtPos(from)
  const shown = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
  shown.scrollIntoView({ block: "center" })
}

/** The caret to the end of the words it led to, so that what is typed next does not replace them. */
export function leave() {
  editor?.commands.setTextSelection(editor.state.selection.to)
}

function goToField(finding) {
  const field = fieldOf(finding.place)
  const place = field && within(field.value, finding)
  field?.closest(".form-row").scrollIntoView({ block: "center" })
  if (!field) return
  field.focus()
  if (place) field.setSelectionRange(...place)
}

function goToRead(finding) {
  const all = [...form.querySelectorAll(`.reading :is(${BLOCKS})`)].filter((one) => !one.querySelector(BLOCKS))
  all[finding.place]?.scrollIntoView({ block: "center" })
}

/* What is missing from ours is shown where it stands in theirs. */
function goToSource({ source }) {
  if (source) document.querySelector(`#original-${CSS.escape(source)}`)?.scrollIntoView({ block: "nearest" })
}

/** Puts the proposed words there, one step for undo; whether it could. */
export function fix(finding) {
  if (FIELDS.includes(finding.place)) return fixField(finding)
  const at = editor && standing(finding)
  if (!at || at.from === undefined) return false
  const { state, view } = editor
  view.dispatch(state.tr.insertText(finding.fix, at.from, at.to).scrollIntoView())
  view.focus()
  return true
}

function fixField(finding) {
  const field = fieldOf(finding.place)
  const place = field && within(field.value, finding)
  if (!place) return false
  field.focus()
  field.setSelectionRange(...place)
  // As if it were typed, so that the field's own undo gives it back.
  if (!document.execCommand("insertText", false, finding.fix)) {
    field.setRangeText(finding.fix, ...place, "end")
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  return true
}

/** Calls back once the text can be asked for, and whenever it changes. */
export function whenTyped({ ready, changed, chosen }) {
  if (!document.querySelector("#id_body")) return ready()
  whenReady(async (found) => {
    editor = found
    await watch(found, chosen)
    // Marks change the state too; only words count.
    found.on("update", ({ transaction }) => { if (transaction.docChanged) changed() })
    form.addEventListener("input", ({ target }) => { if (FIELDS.includes(target.name)) changed() })
    ready()
  })
}
