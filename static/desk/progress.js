/* Words done, as articles/progress.py counts them. */

const UNSPACED = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
const WORD = new RegExp(`[${UNSPACED}]|[^\\s/–—…${UNSPACED}]+`, "g")
const LETTER = /[\p{L}\p{N}]/u
const FEWER = 1500 // milliseconds of quiet before it is said aloud

const box = document.querySelector("#progress")
let saying = 0
let said = ""

/** Words; in scripts without spaces each character is one. */
export const count = (text) => (text.match(WORD) || []).filter((found) => LETTER.test(found)).length

function about(words) {
  const number = words * Number(box.dataset.factor)
  const step = number < 200 ? 5 : number < 1000 ? 10 : 50
  return number ? Math.max(step, Math.round(number / step) * step) : 0
}

const number = (value) => value.toLocaleString("en")

/** Shows `written` words, and `settled` of `total` blocks; `left` is how many words to render. */
export function showProgress({ written, sources, settled, total }) {
  if (!box) return
  const expected = about(sources)
  const bar = box.querySelector("#progress-bar")
  bar.max = expected || 1
  bar.value = Math.min(written, expected)
  box.querySelector("#progress-words").textContent =
    `${number(written)} of about ${number(expected)} ${box.dataset.unit}`
  const paragraphs = settled === total ? "Every paragraph is accounted for" : `${settled} of ${total} paragraphs`
  box.querySelector("#coverage").textContent = paragraphs
  if (said && paragraphs !== said) {
    clearTimeout(saying)
    saying = setTimeout(() => { box.querySelector("#progress-said").textContent = paragraphs }, FEWER)
  }
  said = paragraphs
}
