/* Whoever has a story before them has read what they were told about it. */

import { whenCalm } from "./calm.js"

const bell = document.querySelector("#bell")
const told = Number(bell?.dataset.here)

async function read() {
  if (document.visibilityState === "hidden") return
  document.removeEventListener("visibilitychange", read)
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    || document.querySelector("[name=csrfmiddlewaretoken]").value
  const answer = await fetch(bell.dataset.read, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ article: bell.dataset.story }),
  }).catch(() => null)
  if (answer?.status === 204) lower()
}

function lower() {
  const number = bell.querySelector(".bell-number")
  if (number.textContent.includes("+")) return
  const left = Number(number.textContent) - told
  if (left > 0) number.textContent = left
  else {
    bell.classList.remove("ringing")
    bell.querySelector(".bell-count").remove()
  }
}

if (told) {
  document.addEventListener("visibilitychange", read)
  whenCalm(read)
}
