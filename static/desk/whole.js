/* The whole original on a phone, where otherwise only the paragraph one translates is shown. */

const panel = document.querySelector("#original-panel")
const pane = panel?.querySelector(".original-text")
const button = panel?.querySelector(".whole-original")

export function closeWhole() {
  panel.classList.remove("is-whole")
  button.setAttribute("aria-expanded", "false")
  button.textContent = "Whole original"
}

function toggle() {
  if (panel.classList.contains("is-whole")) return closeWhole()
  panel.classList.add("is-whole")
  button.setAttribute("aria-expanded", "true")
  button.textContent = "Back to the text"
  const lit = pane.querySelector(".is-here")
  if (lit) pane.scrollTop = lit.offsetTop - pane.clientHeight / 3
}

if (panel) {
  button.hidden = false
  button.addEventListener("click", toggle)
}
