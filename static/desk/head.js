/* The head of the story, brought up to the version just stored: what it is, where it may go and
   what stands in the way. Only what differs is touched, so that neither the focus nor the button
   under a finger goes away. */

const head = document.querySelector("#panel-head")
const title = document.querySelector("#content .desk-title")

/** Takes over `html`, the head as the server has it now, and the `headline`. */
export function showHead(html, headline) {
  if (!head || html === undefined) return
  const before = standing()
  const made = document.createElement("template")
  made.innerHTML = html
  becomeWithin(head, made.content)
  if (standing() !== before) document.querySelector("#panel-said").textContent = standing()
  document.dispatchEvent(new CustomEvent("desk:head"))
  if (headline && title.textContent !== headline) title.textContent = headline
}

const standing = () =>
  head.querySelector("#in-the-way > summary")?.textContent.trim() || "Nothing stands in the way."

function become(old, made) {
  if (old.isEqualNode(made)) return
  if (old.nodeName !== made.nodeName || old.id !== made.id) {
    old.replaceWith(made)
    return
  }
  if (old.nodeType === Node.ELEMENT_NODE) dress(old, made)
  else old.nodeValue = made.nodeValue
  becomeWithin(old, made)
}

function becomeWithin(old, made) {
  const [there, wanted] = [[...old.childNodes], [...made.childNodes]]
  wanted.forEach((node, n) => (there[n] ? become(there[n], node) : old.append(node)))
  for (const node of there.slice(wanted.length)) node.remove()
}

/* Whether something is unfolded is its reader's. */
function dress(old, made) {
  for (const { name, value } of made.attributes) if (name !== "open") old.setAttribute(name, value)
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !made.hasAttribute(name)) old.removeAttribute(name)
  }
}
