/* A button beside the lead photograph opens the library, where it is seen what one chooses. */

import { pick } from "./prose-picker.js"

const field = document.querySelector("select#id_lead_photo")

function put(photo) {
  const standing = [...field.options].find((option) => option.value === String(photo.id))
  const option = standing ?? new Option(photo.title, photo.id)
  if (!standing) field.append(option)
  option.selected = true
  field.dispatchEvent(new Event("change", { bubbles: true }))
}

if (field) {
  const found = new URL(field.getAttribute("data-ajax--url"), document.baseURI)
  const button = document.createElement("button")
  button.type = "button"
  button.className = "act quiet small"
  button.textContent = "Choose in the library"
  button.addEventListener("click", async () => {
    const photo = await pick(new URL("../photos/photo/pick/", found).href)
    if (photo) put(photo)
    button.focus()
  })
  const place = field.closest(".related-widget-wrapper") ?? field
  place.after(button)
}
