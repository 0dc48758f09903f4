/* A thread of comments on the screen. Everything that people wrote is text, never markup. */

const NAME = /(?<![\w.@+-])@[\w.@+-]+/gu

export function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/* The words, with those marked who heard of them. */
function words({ text, mentions }) {
  const parts = []
  let at = 0
  for (const { 0: typed, index } of text.matchAll(NAME)) {
    const name = mentions.find((one) => [typed, typed.replace(/[.@+-]+$/, "")]
      .some((reading) => reading.slice(1).toLowerCase() === one.toLowerCase()))
    if (!name) continue
    parts.push(text.slice(at, index), element("span", { class: "mention" }, `@${name}`))
    at = index + name.length + 1
  }
  return [...parts, text.slice(at)]
}

const said = (comment) =>
  element("div", { class: "comment", id: `comment-${comment.id}`, tabindex: "-1" },
    element("p", { class: "comment-by" }, element("strong", {}, comment.by), ` ${comment.at}`),
    element("p", { class: "comment-text", dir: "auto" }, ...words(comment)))

function about(thread, { gone }, goTo) {
  if (!thread.block && !thread.quote) return element("p", { class: "thread-place" }, "On the story")
  const quote = thread.quote || "an empty paragraph"
  if (gone) {
    return element("p", { class: "thread-place thread-gone" },
      "Its paragraph is no longer in the text: ", element("q", { dir: "auto" }, quote))
  }
  const jump = element("button", { type: "button", class: "thread-place", title: "Go to the paragraph", dir: "auto" }, `“${quote}”`)
  jump.addEventListener("click", () => goTo(thread))
  return jump
}

/**
 * `{ node, draw(thread, how), busy() }`. `goTo(thread)`, `send(thread, words)`, `settle(thread)`
 * and `box(name, label, press, sent)` are what a card may ask for.
 */
export function threadCard(first, { goTo, send, settle, box }) {
  let thread = first
  const place = element("div", {})
  const comments = element("div", { class: "comments-said" })
  const answer = element("button", { type: "button", class: "as-link" }, "Answer")
  const done = element("button", { type: "button", class: "as-link" }, "Resolve")
  const wrong = element("p", { class: "comment-wrong", role: "alert" })
  const tools = element("div", { class: "thread-tools" }, answer, done)
  const reply = box(`thread ${first.id}`, "Answer; @ names somebody", "Send", async (text) => {
    const heard = await send(thread, text)
    reply.node.hidden = true
    answer.focus()
    return heard
  })
  const node = element("li", { class: "thread" }, place, comments, tools, wrong, reply.node)
  reply.node.hidden = !reply.area.value

  answer.addEventListener("click", () => {
    reply.node.hidden = false
    reply.area.focus()
  })
  reply.area.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return
    reply.node.hidden = !reply.area.value
    answer.focus()
  })
  done.addEventListener("click", async () => {
    wrong.textContent = ""
    try {
      await settle(thread)
    } catch (error) {
      wrong.textContent = error.message
    }
  })

  let drawn = ""
  return {
    node,
    busy: () => Boolean(reply.area.value) && !reply.node.hidden,
    draw(now, how) {
      node.classList.toggle("is-here", how.here)
      const looks = JSON.stringify([now, how.gone, how.closed])
      if (looks === drawn) return
      drawn = looks
      thread = now
      place.replaceChildren(about(now, how, goTo))
      comments.replaceChildren(...now.comments.map(said))
      if (now.resolved) comments.append(element("p", { class: "comment-by" }, `Resolved by ${now.resolved}`))
      done.textContent = now.resolved ? "Reopen" : "Resolve"
      tools.hidden = Boolean(how.closed)
    },
  }
}
