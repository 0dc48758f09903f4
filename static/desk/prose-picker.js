// Choosing a photograph: a dialog over the desk's search (PhotoAdmin.pick), without a mouse.

const TYPING_PAUSE = 200 // milliseconds
const STORY = location.pathname.match(/\/article\/(\d+)\//)?.[1] // that it is chosen for

// As the editor's own, which is not on every page where a photograph is chosen.
const gettext = window.gettext ?? ((words) => words)
const crel = (tag, attributes = {}, children = []) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element) element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** Photographs that the desk finds for `{ q }` or `{ id }`, each with the `problems` that it would
 *  bring the story. Throws an Error worded for people. */
export const find = async (searchUrl, query) => {
  let answer
  try {
    const asked = STORY ? { ...query, story: STORY } : query
    answer = await fetch(`${searchUrl}?${new URLSearchParams(asked)}`, {
      headers: { Accept: "application/json" },
    })
  } catch {
    throw new Error(gettext("The desk cannot be reached. Are you offline?"))
  }
  // Who is no longer logged in is sent to the log-in page.
  if (answer.redirected) {
    throw new Error(gettext("You are no longer logged in. Log in again in another tab."))
  }
  if (!answer.ok) throw new Error(gettext("You may not see the photographs."))
  return (await answer.json()).results
}

/** Asks for a photograph; resolves to what `find` says of it, or to null. */
export const pick = (searchUrl) =>
  new Promise((resolve) => {
    new Picker(searchUrl, resolve).open()
  })

class Picker {
  constructor(searchUrl, resolve) {
    this.searchUrl = searchUrl
    this.chosen = null
    this.photos = []
    this.search = crel("input", {
      type: "search",
      autocomplete: "off",
      placeholder: gettext("Words of the title, the caption, the place, the credit or the tags"),
      "aria-label": gettext("Search photographs"),
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "photo-picker-list",
      "aria-autocomplete": "list",
    })
    this.said = crel("p", { className: "photo-picker__said", role: "status" })
    this.list = crel("ul", {
      id: "photo-picker-list",
      className: "photo-picker__list",
      role: "listbox",
      "aria-label": gettext("Photographs"),
    })
    this.dialog = this.build()
    this.dialog.addEventListener("close", () => {
      window.removeEventListener("focus", this.lookAgain)
      this.dialog.remove()
      resolve(this.chosen)
    })
    this.search.addEventListener("input", () => this.look(TYPING_PAUSE))
    this.search.addEventListener("keydown", (event) => this.key(event))
    // After an upload in another tab the new photograph is here.
    this.lookAgain = () => this.look()
  }

  build() {
    const title = crel("h2", { id: "photo-picker-title", textContent: gettext("Photograph") })
    const upload = crel("a", {
      href: new URL("../add/", new URL(this.searchUrl, document.baseURI)).href,
      target: "_blank",
      rel: "noopener",
      textContent: gettext("Upload a photograph (in a new tab)"),
    })
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
    cancel.addEventListener("click", () => this.dialog.close())
    const foot = crel("div", { className: "photo-picker__foot" }, [upload, cancel])
    return crel("dialog", { className: "photo-picker", "aria-labelledby": "photo-picker-title" }, [
      title, this.search, this.said, this.list, foot,
    ])
  }

  open() {
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.search.focus()
    window.addEventListener("focus", this.lookAgain)
    this.look()
  }

  /** Searches after a pause; `this.looking` is done when the newest search is shown. */
  look(pause = 0) {
    clearTimeout(this.timer)
    const asked = (this.asked = Symbol("newest search"))
    this.looking = new Promise((done) => {
      this.timer = setTimeout(async () => {
        try {
          const found = await find(this.searchUrl, { q: this.search.value })
          if (asked === this.asked) this.show(found)
        } catch (error) {
          if (asked === this.asked) this.show([], error.message)
        }
        done()
      }, pause)
    })
  }

  show(photos, trouble = "") {
    this.photos = photos
    this.said.textContent = trouble || this.summary()
    this.said.classList.toggle("is-trouble", Boolean(trouble))
    this.list.replaceChildren(...photos.map((photo, index) => this.option(photo, index)))
    this.activate(0)
  }

  summary() {
    const words = this.search.value.trim()
    if (this.photos.length) return gettext("Newest first. Arrow keys and Enter choose.")
    if (!words) return gettext("There are no photographs yet. Upload the first one.")
    return gettext("No photograph is found for these words. Try fewer, or upload one.")
  }

  option(photo, index) {
    const facts = [
      crel("strong", { textContent: photo.title }),
      crel("span", { textContent: photo.caption }),
      crel("span", {
        className: photo.credit ? "photo-picker__credit" : "photo-picker__credit is-missing",
        textContent: photo.credit || gettext("no credit yet"),
      }),
      ...photo.problems.map((problem) =>
        crel("span", { className: "photo-picker__credit is-missing", textContent: problem }),
      ),
    ]
    const image = crel("img", { src: photo.thumb, alt: "", loading: "lazy" })
    const option = crel("li", { id: `photo-picker-${index}`, role: "option" }, [
      image,
      crel("div", {}, facts),
    ])
    option.addEventListener("click", () => this.choose(index))
    return option
  }

  activate(index) {
    this.active = index
    for (const [at, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index))
      if (at === index) option.scrollIntoView({ block: "nearest" })
    }
    const option = this.list.children[index]
    if (option) this.search.setAttribute("aria-activedescendant", option.id)
    else this.search.removeAttribute("aria-activedescendant")
  }

  async key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && this.photos.length) {
      event.preventDefault()
      this.activate((this.active + step + this.photos.length) % this.photos.length)
    } else if (event.key === "Enter") {
      event.preventDefault()
      await this.looking // Enter right after the words means what they find
      this.choose(this.active)
    }
  }

  choose(index) {
    this.chosen = this.photos[index] || null
    if (this.chosen) this.dialog.close()
  }
}
