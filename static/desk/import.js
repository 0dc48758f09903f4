// Importing an original: what is pasted keeps its headings, lists and links, and a page that
// is being fetched shows itself when it is there. Without this script a paste is plain text,
// and the page is looked at again by its own link.

import { cleaned } from "./prose-paste.js"

const PAUSE = 1000
const SOON = 8000

const text = document.getElementById("id_text")
const rich = document.getElementById("id_rich")
const note = document.getElementById("paste-note")
const state = document.getElementById("retrieval-state")

const say = (sentence) => {
  note.textContent = sentence
  note.hidden = !sentence
}

/** Only a paste into the empty field is the whole story. */
const onPaste = (event) => {
  const html = event.clipboardData?.getData("text/html")
  if (!html || text.value.trim()) return
  rich.value = cleaned(html)
  text.dataset.pasted = "coming"
  say("Pasted with its headings, lists and links. If you change it here, it is read as plain text.")
}

const onInput = () => {
  if (text.dataset.pasted === "coming") {
    delete text.dataset.pasted
  } else if (rich.value) {
    rich.value = ""
    say(text.value.trim() ? "Changed by hand: it is read as plain text." : "")
  }
}

const poll = async () => {
  try {
    const answer = await fetch(state.dataset.poll, { headers: { Accept: "application/json" } })
    if (!answer.ok || answer.redirected) return location.reload()
    const said = await answer.json()
    if (!said.open) return location.reload()
    if (state.textContent !== said.sentence) state.textContent = said.sentence
    state.classList.toggle("alarm", said.stuck)
    setTimeout(poll, said.stuck ? SOON : PAUSE)
  } catch {
    state.textContent = "The desk is out of reach. Looking again in a moment."
    setTimeout(poll, SOON)
  }
}

if (text && rich) {
  text.addEventListener("paste", onPaste)
  text.addEventListener("input", onInput)
}
if (state) setTimeout(poll, PAUSE)
