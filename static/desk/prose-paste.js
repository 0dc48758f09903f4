// HTML from Word, Google Docs and the web, made plain before the editor reads it.
//
// It reads styles as text: our security policy forbids style attributes, and a browser that
// obeys it would drop what they say (Google Docs marks bold and italic by style alone).

const DROPPED = "script,meta,title,link,xml,img,svg,iframe,object,video,audio,form"
const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const KEPT = new Set(["href", "data-photo"])
const TEXT_LEVEL = new Set(["P", "SPAN", "A", "LI", "TD", "TH", "DIV", "FONT"])
const LIST_MARK = "[data-style*='mso-list:Ignore' i]"
const NUMBERED = /^[\da-z]{1,5}[.)]/i

export const cleaned = (html) => {
  if (/\sdata-pm-slice=/.test(html)) return html // from an editor like this one
  const { body } = new DOMParser().parseFromString(inert(html), "text/html")
  for (const element of body.querySelectorAll(DROPPED)) element.remove()
  for (const element of body.querySelectorAll("b,strong,i,em,[data-style]")) emphasise(element)
  makeLists(body)
  for (const name of Object.keys(RENAMED)) {
    for (const element of body.querySelectorAll(name)) rename(element, RENAMED[name])
  }
  for (const paragraph of body.querySelectorAll("p")) splitAtBreaks(paragraph)
  for (const paragraph of body.querySelectorAll("p")) {
    if (!paragraph.textContent.trim()) paragraph.remove()
  }
  for (const element of body.querySelectorAll("*")) strip(element)
  return body.innerHTML
}

/** Without what the policy would block, and report, as soon as a browser parses it. */
const inert = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/[\s"'/](style|on\w+)\s*=/gi, " data-$1="))

const styleOf = (element, property) =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([\\w-]+)`, "i").exec(element.dataset.style || "")?.[1]

/** What a style says of bold and italic is said by strong and em, and by nothing else. */
const emphasise = (element) => {
  const weight = styleOf(element, "font-weight") || ""
  const slant = styleOf(element, "font-style") || ""
  const bold = /^bold/i.test(weight) || Number(weight) >= 600
  const italic = /^(italic|oblique)/i.test(slant)
  if (TEXT_LEVEL.has(element.nodeName) && !element.closest("h1,h2,h3,h4,h5,h6")) {
    if (bold) wrapInside(element, "strong")
    if (italic) wrapInside(element, "em")
  }
  const notBold = /^(B|STRONG)$/.test(element.nodeName) && weight && !bold
  const notItalic = /^(I|EM)$/.test(element.nodeName) && slant && !italic
  if (notBold || notItalic) element.replaceWith(...element.childNodes)
}

/** Word writes lists as paragraphs with a mark in front. */
const makeLists = (body) => {
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    if (!/\bmso-list:/i.test(paragraph.dataset.style || "") && !isListParagraph(paragraph)) continue
    const marks = [...paragraph.querySelectorAll(LIST_MARK)]
    const kind = NUMBERED.test(marks[0]?.textContent.trim() || "") ? "ol" : "ul"
    for (const mark of marks) mark.remove()
    if (!list || list !== paragraph.previousElementSibling || list.localName !== kind) {
      list = body.ownerDocument.createElement(kind)
      paragraph.before(list)
    }
    const item = body.ownerDocument.createElement("li")
    list.append(item)
    item.append(paragraph)
  }
}

const isListParagraph = (paragraph) => /^MsoListParagraph/.test(paragraph.className)

const splitAtBreaks = (paragraph) => {
  for (const line of paragraph.querySelectorAll(":scope > br")) {
    const before = paragraph.cloneNode(false)
    while (paragraph.firstChild !== line) before.append(paragraph.firstChild)
    line.remove()
    paragraph.before(before)
  }
}

const strip = (element) => {
  for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name)
}

const rename = (element, name) => {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

const wrapInside = (element, name) => {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
