/* What is typed into an issue and not stored yet, kept in this browser: a session that ended, a
   lost line or a closed window costs nothing. */

import { forget, found, keep } from "./keeping.js"
import { banner, dismiss } from "./saying.js"

const WORDS = ["subject", "preheader", "greeting", "intro", "editor_note"]
const OF_A_STORY = ["section", "headline", "blurb"]
const panel = document.querySelector("#panel")
const form = document.querySelector("#issue_form")
const me = { user: panel.dataset.user, story: `issue-${panel.dataset.issue}` }

const rows = () => [...form.querySelectorAll(".pick:not(.empty-form)")]
const field = (row, name) => row.querySelector(`[name$="-${name}"]`)
const liveOf = (row) => field(row, "live")?.value || ""
const plain = (text) => text.replace(/\s+/g, " ").trim()

function typed() {
  const words = Object.fromEntries(WORDS.map((name) => [name, form.elements[name]?.value ?? ""]))
  const stories = rows().filter((row) => liveOf(row) && !field(row, "DELETE")?.checked).map((row) => ({
    live: liveOf(row),
    ...Object.fromEntries(OF_A_STORY.map((name) => [name, field(row, name).value])),
  }))
  return { words, stories }
}

export const keepTyped = () => keep({ ...me, ...typed() })

/** Words into their fields; what was said of a story where that story still stands, in its order. */
function putBack({ words, stories }) {
  for (const name of WORDS) if (form.elements[name]) form.elements[name].value = words[name]
  const places = stories.map(({ live }) => live)
  const place = (row) => (places.includes(liveOf(row)) ? places.indexOf(liveOf(row)) : places.length)
  const group = rows()
  const after = group[0]?.previousElementSibling
  for (const row of group.sort((a, b) => place(b) - place(a))) after?.after(row)
  for (const row of rows()) {
    const said = stories.find(({ live }) => live === liveOf(row))
    if (said) for (const name of OF_A_STORY) field(row, name).value = said[name]
  }
}

/** Offers what an earlier window of this person left behind, if it is not what stands here. */
export async function offerKept(changed) {
  const here = plain(JSON.stringify(typed()))
  for (const record of await found(me.user, me.story)) {
    if (plain(JSON.stringify({ words: record.words, stories: record.stories })) === here) await forget(record)
    else {
      const at = new Date(record.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
      const drop = () => { forget(record); dismiss("kept") }
      banner("kept", `What you typed here until ${at} was not stored. This browser has kept it.`, [
        ["Put it back", () => { putBack(record); drop(); changed() }],
        ["Drop it", drop],
      ], "care")
      return
    }
  }
}
