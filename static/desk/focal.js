// What must stay in sight when a photograph is cut to another shape: a mark on the picture,
// placed by a click or the arrow keys, that writes the two numbers of the form. Beneath it the
// cuts as readers will see them.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const box = document.querySelector(".focal")
const fields = ["x", "y"].map((axis) => document.querySelector(`#id_focal_${axis}`))
const editable = Boolean(box) && fields.every(Boolean)
const uncropped = document.querySelector("#id_credit-0-no_crop")

const within = (value) => Math.min(1, Math.max(0, value))

/** Where the mark stands: [x, y], each from 0 to 1. */
const point = () => {
  if (!editable) return [Number(box.dataset.focalX), Number(box.dataset.focalY)]
  return fields.map(({ value }) => (value === "" || isNaN(value) ? 0.5 : within(Number(value))))
}

/** As articles/_picture.html has it: in tenths, for which there are classes. */
const inTenths = (share) => Math.round(share * 10) * 10

/** As photos.renditions.focal_box cuts: the point in the middle, as far as the edges allow. */
const centred = (share, cut, whole) => {
  if (cut >= whole) return 50
  const start = Math.min(Math.max(share * whole - cut / 2, 0), whole - cut)
  return (start / (whole - cut)) * 100
}

const place = (frame, [x, y]) => {
  const image = frame.querySelector("img")
  const [wide, high] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))]
  const ratio = 1200 / 630
  const [left, top] = frame.matches(".focal-social")
    ? [centred(x, high * ratio, wide), centred(y, wide / ratio, high)]
    : [inTenths(x), inTenths(y)]
  image.style.objectPosition = `${left}% ${top}%`
}

const show = () => {
  const [x, y] = point()
  const mark = box.querySelector(".focal-mark")
  mark.style.left = `${x * 100}%`
  mark.style.top = `${y * 100}%`
  const said = `${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top`
  mark.setAttribute("aria-label", `Focal point: ${said}. The arrow keys move it.`)
  const whole = uncropped ? uncropped.checked : "whole" in box.dataset
  box.classList.toggle("is-whole", whole)
  for (const frame of box.querySelectorAll(".focal-crop")) place(frame, whole ? [0.5, 0.5] : [x, y])
  return whole ? `${said}; its licence forbids cutting it` : said
}

const move = (to) => {
  for (const [index, field] of fields.entries()) {
    field.value = String(Math.round(within(to[index]) * 100) / 100)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const left = "Stored when you save."
  box.querySelector(".focal-said").textContent = `Focal point ${show()}. ${left}`
}

const clicked = (event) => {
  if (!event.detail) return // Enter on the mark: no place is meant
  const { left, top, width, height } = box.querySelector(".photo-preview").getBoundingClientRect()
  move([(event.clientX - left) / width, (event.clientY - top) / height])
  box.querySelector(".focal-mark").focus({ preventScroll: true })
}

const pressed = (event) => {
  const step = STEPS[event.key]
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  const size = event.shiftKey ? 0.1 : 0.01
  const [x, y] = point()
  move([x + step[0] * size, y + step[1] * size])
}

if (box) {
  for (const part of box.querySelectorAll(".focal-crops")) part.hidden = false
  uncropped?.addEventListener("change", show)
  if (editable) {
    for (const part of box.querySelectorAll(".focal-mark, .focal-how")) part.hidden = false
    box.querySelector(".focal-stage").classList.add("is-open")
    box.querySelector(".focal-stage").addEventListener("click", clicked)
    box.querySelector(".focal-mark").addEventListener("keydown", pressed)
    for (const field of fields) field.addEventListener("input", show)
  }
  show()
}
