/* Who else is in this story: says every ten seconds that this window is there, and hears of the
   others and of what they stored. A window that nobody looks at takes its leave, unless
   something in it waits to be stored. */

import { dirty, follow, form, panel, token, version, writes } from "./autosave.js"
import { whenCalm } from "./calm.js"
import { here } from "./keeping.js"

const EVERY = 10000
const ACTIVE_FOR = 60000

const line = document.querySelector("#presence")
const time = document.querySelector("#work-time")
let touched = Date.now()
let typed = 0
let told = ""

const touch = () => { touched = Date.now() }
const typing = () => writes && (dirty() || Date.now() - typed < EVERY)
const shown = () => document.visibilityState === "visible"
const tokenHere = () => (writes ? token() : document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "")

function send(message) {
  return fetch(panel.dataset.presence, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": tokenHere(), Accept: "application/json" },
    body: JSON.stringify({ window: here, ...message }),
    keepalive: true,
  })
}

/* Only what is new is put there: a screen reader says it again. */
function put(place, text) {
  if (place && place.textContent !== text) place.textContent = text
}

function hear(said) {
  if (said.version && writes && !panel.dataset.autosave) told = `${said.stored} Open the story again to see it.`
  put(line, [told, said.line].filter(Boolean).join(" "))
  put(time, said.time)
  if (said.version && writes) follow(said.version)
}

async function ping() {
  if (!shown() && !(writes && dirty())) return
  const active = shown() && Date.now() - touched < ACTIVE_FOR
  try {
    const response = await send({ typing: typing(), active, ...(writes && { version: version() }) })
    if (response.ok && !response.redirected) hear(await response.json())
    else put(line, "")
  } catch {
    put(line, "") // nobody can be seen from here just now
  }
}

const leave = () => send({ leaving: true }).catch(() => {})

if (panel?.dataset.presence) {
  for (const event of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    addEventListener(event, touch, { passive: true, capture: true })
  }
  form?.addEventListener("input", () => { typed = Date.now() })
  document.addEventListener("visibilitychange", () => {
    if (shown()) ping()
    else if (!(writes && dirty())) leave()
  })
  addEventListener("pagehide", leave)
  setInterval(ping, EVERY)
  whenCalm(ping)
}
