/* Tells the site that this story was read, and nothing of who read it: no cookie, no referrer,
   nothing kept here. Not where a reader asks not to be tracked, not for a page only glanced at,
   not when it is loaded again. */

const SECONDS = 5

function tell() {
  fetch("/read/", {
    method: "POST",
    body: location.pathname,
    keepalive: true,
    credentials: "omit",
    referrerPolicy: "no-referrer",
  }).catch(() => {})
}

const asked = navigator.globalPrivacyControl || navigator.doNotTrack === "1"
const come = performance.getEntriesByType("navigation")[0]?.type
if (!asked && (!come || come === "navigate")) {
  let left = SECONDS
  const clock = setInterval(() => {
    if (document.visibilityState !== "visible" || --left) return
    clearInterval(clock)
    tell()
  }, 1000)
}
