/* A finding of the copy checks on the screen. Whatever stands in it is text, never markup. */

import { element } from "./comment-cards.js"

const GRAVE = { blocker: "Wrong", warning: "To look at", hint: "Perhaps" }

const shown = (words) => (words.length > 60 ? `${words.slice(0, 60)}…` : words)

function button(label, run, properties = {}) {
  const made = element("button", { type: "button", class: "as-link", ...properties }, label)
  // The caret stays where it is.
  made.addEventListener("mousedown", (event) => event.preventDefault())
  made.addEventListener("click", run)
  return made
}

function quotes({ message, quote, sourceQuote, line: words }, ours, theirs) {
  if (sourceQuote && !quote && message.includes(sourceQuote)) return null
  if (!sourceQuote && !words) return null
  if (!sourceQuote) return element("p", { class: "finding-both", lang: ours.lang, dir: ours.dir }, words)
  const line = element("p", { class: "finding-both" })
  line.append(element("bdi", { lang: theirs.lang, dir: theirs.dir }, shown(sourceQuote)))
  if (quote) line.append(" → ", element("bdi", { lang: ours.lang, dir: ours.dir }, shown(quote)))
  return line
}

function acts(finding, { alike, may, does }) {
  const made = []
  if (finding.fix !== null && finding.place !== null && may.write) {
    const words = finding.fix ? `Write “${shown(finding.fix)}”` : "Take it out"
    made.push(button(words, () => does.fix(finding), { class: "act quiet small finding-fix" }))
    if (alike > 1) made.push(button(`All ${alike}`, () => does.fixAll(finding)))
  }
  if (may.dismiss) made.push(button("Let it stand…", () => does.ask(finding)))
  if (finding.code.startsWith("name_") && finding.quote) {
    made.push(button("Into the Stylebook…", () => does.remember(finding)))
  }
  return made
}

/** The card of a finding: `context` = { ours, theirs, alike, may, does: { goTo, fix, fixAll, ask,
    takeBack, remember } }. */
export function findingCard(finding, context) {
  const { ours, theirs, does } = context
  const card = element("li", { class: `finding finding-${finding.severity}`, "data-id": finding.id })
  const grave = element("span", { class: "finding-grave" }, GRAVE[finding.severity])
  const message = finding.place === null && !finding.source
    ? element("p", { class: "finding-message" }, finding.message)
    : button(finding.message, () => does.goTo(finding), { class: "finding-message", title: finding.title })
  card.append(grave, message)
  const both = quotes(finding, ours, theirs)
  if (both) card.append(both)
  const line = element("div", { class: "finding-acts" }, ...acts(finding, context))
  if (line.children.length) card.append(line)
  return card
}

/** One that somebody let stand. */
export function dismissedCard(finding, { may, does }) {
  const why = `${finding.reason}${finding.words ? `: ${finding.words}` : ""}`
  const where = finding.everywhere ? ", in every story" : ""
  const card = element("li", { class: "finding finding-stands" },
    element("p", { class: "finding-message" }, finding.message),
    element("p", { class: "quiet-line" }, `${why}${where} · ${finding.by}`))
  if (may.dismiss) card.append(button("Take that back", () => does.takeBack(finding)))
  return card
}
