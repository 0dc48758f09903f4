/* The progress of an issue, asked for every few seconds while it is leaving. */

import { ask } from "./asking.js"

const EVERY = 3000 // milliseconds
const ON_ITS_WAY = ["preparing", "sending"]
const page = document.querySelector("[data-figures]")
const bar = document.querySelector("#issue-bar")
const said = document.querySelector("#issue-said")

function show(figures) {
  for (const cell of document.querySelectorAll("[data-figure]")) {
    cell.textContent = figures[cell.dataset.figure] ?? "–"
  }
  bar.max = figures.all || 1
  bar.value = figures.done
}

async function look() {
  try {
    const figures = await ask(page.dataset.figures)
    show(figures)
    if (figures.state !== page.dataset.state) location.reload() // other moves are open now
    if (!ON_ITS_WAY.includes(figures.state)) return
  } catch (error) {
    said.textContent = error.message
  }
  setTimeout(look, EVERY)
}

if (ON_ITS_WAY.includes(page.dataset.state)) setTimeout(look, EVERY)
