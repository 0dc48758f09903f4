/* What nobody waits for, at the start: it must not take the line and the server from what makes
   the text appear. */

const WITHIN = 1500 // milliseconds after the page has loaded

const idle = (run) =>
  window.requestIdleCallback ? requestIdleCallback(() => run(), { timeout: WITHIN }) : setTimeout(run, 200)

/** Runs this once the page has loaded and has nothing else to do. */
export function whenCalm(run) {
  if (document.readyState === "complete") idle(run)
  else addEventListener("load", () => idle(run), { once: true })
}
