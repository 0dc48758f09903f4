/* Shows the credit line as it grows, and ticks all that a file names at once. */

const form = document.querySelector("#crediting")
const shown = document.querySelector("#crediting-line")
const all = document.querySelector("#all-as-filed")
const ticks = [...form.querySelectorAll("input[name=id]")]
const own = [...form.querySelectorAll("input[name=as_filed]")]
const send = form.querySelector(".crediting-foot button")

const chosen = (name) => {
  const field = form.elements[name]
  return field?.value ? field.selectedOptions[0].textContent.trim() : ""
}

/** As photos.credits.line puts it together. */
function line() {
  const names = [form.elements.photographer.value.trim(), chosen("agency"), chosen("distributor")]
  return names.filter(Boolean).join("/")
}

function show() {
  const ticked = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value))
  const asFiled = own.filter((box) => box.checked && ticked.has(box.value)).length
  const alike = ticked.size - asFiled
  const said = []
  if (alike) said.push(line() ? `${alike} as “${line()}”` : `${alike} with nobody named yet`)
  if (asFiled) said.push(`${asFiled} as ${asFiled === 1 ? "its file says" : "their files say"}`)
  const words = said.join(", ") || "No photograph is ticked."
  if (shown.textContent !== words) shown.textContent = words
  send.textContent = `Credit ${ticked.size === 1 ? "one photograph" : `${ticked.size} photographs`}`
  if (all) all.checked = own.every((box) => box.checked)
}

// Before the form hears of it, and looks how the boxes stand.
all?.addEventListener("input", () => {
  for (const box of own) box.checked = all.checked
})
form.addEventListener("input", show)
form.addEventListener("change", show)
shown.hidden = false
show()
