/* Which blocks of the original are left out, and why. */

const field = document.querySelector("#original-cuts")
const given = new Map(Object.entries(field ? JSON.parse(field.value || "{}") : {}))
const order = [...document.querySelectorAll(".original .block[data-block]")].map((block) => block.dataset.block)

/** { b12: "Local detail" } in the order of the original, as the server stores it. */
export const cuts = () =>
  Object.fromEntries(order.filter((id) => given.has(id)).map((id) => [id, given.get(id)]))

export const reason = (id) => given.get(id) || ""

/** Leaves a block out; "" takes it in again. Returns the reason that it had. */
export function leaveOut(id, why) {
  const before = reason(id)
  const now = why.replace(/\s+/g, " ").trim()
  if (now) given.set(id, now)
  else given.delete(id)
  field.value = JSON.stringify(cuts())
  document.dispatchEvent(new CustomEvent("desk:changed", { detail: { cut_blocks: cuts() } }))
  return before
}
