/* Completing @names in a box: who may see this story is offered as one types, by keyboard or
   by hand. The list is read out by way of the box, which keeps the focus. */

const TYPED = /(^|[^\w.@+-])@([\w.@+-]*)$/u
const SHOWN = 8
let boxes = 0

/** `people()` resolves to [{ username, name }]. */
export function completeNames(box, people) {
  const list = document.createElement("ul")
  list.id = `mention-list-${(boxes += 1)}`
  list.className = "mention-list"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "People")
  list.hidden = true
  box.after(list)
  box.setAttribute("aria-autocomplete", "list")
  box.setAttribute("aria-controls", list.id)
  let chosen = 0

  const before = () => box.value.slice(0, box.selectionStart)
  const close = () => {
    list.hidden = true
    list.replaceChildren()
    box.removeAttribute("aria-activedescendant")
  }
  const mark = (n) => {
    const options = [...list.children]
    chosen = (n + options.length) % options.length
    options.forEach((option, m) => option.setAttribute("aria-selected", String(m === chosen)))
    box.setAttribute("aria-activedescendant", options[chosen].id)
    options[chosen].scrollIntoView({ block: "nearest" })
  }
  const take = (username) => {
    const start = before().length - before().match(TYPED)[2].length
    box.setRangeText(`${username} `, start, box.selectionStart, "end")
    close()
    box.dispatchEvent(new Event("input", { bubbles: true }))
    box.focus()
  }
  const option = ({ username, name }, n) => {
    const item = document.createElement("li")
    item.id = `${list.id}-${n}`
    item.dataset.username = username
    item.setAttribute("role", "option")
    item.append(name || username)
    if (name) item.append(" ", Object.assign(document.createElement("span"), { textContent: `@${username}` }))
    return item
  }
  const offer = async () => {
    const typed = before().match(TYPED)
    if (!typed) return close()
    const sought = typed[2].toLowerCase()
    const everybody = await people()
    if (before().match(TYPED)?.[2].toLowerCase() !== sought) return
    const found = everybody.filter(({ username, name }) =>
      username.toLowerCase().startsWith(sought) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(sought)))
    if (!found.length) return close()
    list.replaceChildren(...found.slice(0, SHOWN).map(option))
    list.hidden = false
    mark(0)
  }

  box.addEventListener("input", offer)
  box.addEventListener("blur", close)
  // The box must not lose the focus to what is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", ({ target }) => {
    const item = target.closest("li")
    if (item) take(item.dataset.username)
  })
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return
    const keys = {
      ArrowDown: () => mark(chosen + 1),
      ArrowUp: () => mark(chosen - 1),
      Enter: () => take(list.children[chosen].dataset.username),
      Tab: () => take(list.children[chosen].dataset.username),
      Escape: close,
    }
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    keys[event.key]()
  })
}
