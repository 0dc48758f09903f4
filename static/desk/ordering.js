/* Rows put in order by hand: dragged by a handle, moved by two buttons, or by Alt+↑ and Alt+↓ from
   wherever the caret is in them.

   ordering(list, {
     rows(): the rows in their order,
     acts(row): the element that handle and buttons go into, before what stands there,
     name(row): what a screen reader calls it,
     moved(row): after a move,
   }) returns `dress(row)`, for rows that come later. */

export function ordering(list, { rows, acts, name, moved }) {
  const said = document.createElement("p")
  said.className = "order-said visually-hidden"
  said.setAttribute("role", "status")
  list.after(said)
  list.classList.add("sorting")
  let dragged = null

  function settle(row, focused) {
    moved(row)
    focused?.focus()
    said.textContent = `${name(row)}: now story ${rows().indexOf(row) + 1} of ${rows().length}`
  }

  function move(row, by) {
    const all = rows()
    const to = all[all.indexOf(row) + by]
    if (!to) return
    const focused = document.activeElement
    if (by < 0) to.before(row)
    else to.after(row)
    settle(row, focused)
  }

  function button(text, label, run) {
    const made = document.createElement("button")
    Object.assign(made, { type: "button", textContent: text, title: label, onclick: run })
    made.setAttribute("aria-label", label)
    return made
  }

  function dress(row) {
    if (row.querySelector(".order-acts")) return
    const group = document.createElement("span")
    group.className = "order-acts"
    const handle = document.createElement("span")
    Object.assign(handle, { className: "handle", textContent: "⠿", draggable: true, ariaHidden: "true" })
    handle.addEventListener("dragstart", (event) => {
      dragged = row
      row.classList.add("dragged")
      event.dataTransfer.setDragImage(row, 0, 0)
      event.dataTransfer.effectAllowed = "move"
    })
    handle.addEventListener("dragend", () => {
      row.classList.remove("dragged")
      dragged = null
    })
    group.append(handle, button("↑", "Up", () => move(row, -1)), button("↓", "Down", () => move(row, 1)))
    acts(row).prepend(group)
  }

  const under = (event) => rows().find((row) => row.contains(event.target))

  list.addEventListener("dragover", (event) => {
    const row = under(event)
    for (const other of rows()) other.classList.toggle("drop-here", Boolean(dragged) && other === row && row !== dragged)
    if (dragged && row) event.preventDefault()
  })
  list.addEventListener("drop", (event) => {
    const row = under(event)
    for (const other of rows()) other.classList.remove("drop-here")
    if (!dragged || !row || row === dragged) return
    event.preventDefault()
    const all = rows()
    if (all.indexOf(dragged) < all.indexOf(row)) row.after(dragged)
    else row.before(dragged)
    settle(dragged)
  })
  list.addEventListener("keydown", (event) => {
    const row = under(event)
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    move(row, event.key === "ArrowUp" ? -1 : 1)
  })
  rows().forEach(dress)
  return dress
}
