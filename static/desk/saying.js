/* What the story form says of itself: one line beside its buttons, and banners that ask for
   something to be done. */

const panel = document.querySelector("#panel")
const status = document.querySelector("#save-status")

export const mood = () => status?.dataset.state

export function say(state, text) {
  if (!status) return
  status.dataset.state = state
  status.textContent = text
}

/** A banner beneath the panel; the one of the same kind is replaced. `acts`: [[label, run]] */
export function banner(kind, sentence, acts = [], tone = "alarm") {
  const standing = document.querySelector(`.desk-banner[data-kind="${kind}"]`)
  if (standing?.firstElementChild.textContent === sentence) return standing // said once, not again
  standing?.remove()
  const box = document.createElement("div")
  box.className = `notice ${tone} desk-banner`
  box.dataset.kind = kind
  box.setAttribute("role", "alert")
  const text = document.createElement("p")
  text.textContent = sentence
  box.append(text)
  if (acts.length) box.append(row(acts))
  panel.after(box)
  return box
}

function row(acts) {
  const line = document.createElement("p")
  line.className = "banner-acts"
  for (const [label, run] of acts) {
    const act = document.createElement(typeof run === "string" ? "a" : "button")
    act.className = "act quiet small"
    act.textContent = label
    if (typeof run === "string") Object.assign(act, { href: run, target: "_blank", rel: "opener" })
    else Object.assign(act, { type: "button", onclick: run })
    line.append(act)
  }
  return line
}

export const dismiss = (kind) => document.querySelector(`.desk-banner[data-kind="${kind}"]`)?.remove()
