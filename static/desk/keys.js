/* The keyboard of the story form: who has something to do by a key says so here, once.

   Alt+Shift and a letter is ours: Windows and Linux type nothing with it (AltGr is Ctrl+Alt
   there and never meant), browsers keep few of them (A, B, I, T: leave them alone), and no
   layout of a translator's second language is in the way, since keys are told by their place.
   On a Mac, Option types letters; there the same shortcuts are Control+Shift and the letter. */

const shortcuts = []
const MAC = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform || navigator.platform)
const SIGNS = { Up: "↑", Down: "↓", Enter: "↵", ...(MAC && { Alt: "⌃", Shift: "⇧", Ctrl: "⌘" }) }

/**
 * `shortcut("Alt+Shift+N", "Next paragraph to translate", run)`. Keys by their place on the
 * keyboard (KeyboardEvent.code), so that they work in every layout. `run` gets the event.
 * Without `run` it is only listed, without `does` only obeyed.
 */
export function shortcut(keys, does, run) {
  shortcuts.push({ keys, does, run })
}

/** [{ keys, does }] in the order of registration, for the list that people read. */
export const known = () => shortcuts.map(({ keys, does }) => ({ keys, does }))

function pressed(event) {
  const { altKey, code, ctrlKey, metaKey, shiftKey } = event
  if (!code || event.isComposing || event.getModifierState("AltGraph")) return ""
  const key = code.replace(/^(Key|Digit|Arrow)/, "")
  const character = /^(Key|Digit)/.test(code)
  const alt = MAC && character ? ctrlKey && shiftKey && !altKey : altKey
  const control = MAC ? metaKey : ctrlKey
  return [control && "Ctrl", alt && "Alt", shiftKey && "Shift", key].filter(Boolean).join("+")
}

addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return
  const keys = pressed(event)
  const found = keys && shortcuts.find((one) => one.run && one.keys === keys)
  if (!found) return
  event.preventDefault()
  event.stopPropagation()
  found.run(event)
}, true) // before the editor, which has keys of its own

/* --- the list that people read ------------------------------------------------------------ */

const dialog = document.querySelector("#keys")

const element = (name, ...inside) => {
  const made = document.createElement(name)
  made.append(...inside)
  return made
}

function row({ keys, does }) {
  const caps = keys.split("+").map((key) => element("kbd", SIGNS[key] || key))
  return element("div", element("dt", does), element("dd", ...caps))
}

function openKeys() {
  const list = element("dl", ...shortcuts.filter(({ does }) => does).map(row))
  dialog.querySelector("#keys-list").replaceChildren(list)
  dialog.showModal()
}

if (dialog) {
  shortcut("Alt+Shift+K", "This list", openKeys)
  document.querySelector("#open-keys")?.addEventListener("click", openKeys)
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
  // Ctrl+/ only where that key types a slash: elsewhere the same place zooms the page.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (!dialog.open) openKeys()
  })
}
