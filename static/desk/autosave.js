/* Stores what is typed, three seconds after it was. Whatever goes wrong is said, kept in this
   browser and tried again; what somebody else stored meanwhile is taken over, never overwritten. */

import { showHead } from "./head.js"
import { forget, keep } from "./keeping.js"
import { whenReady } from "./place.js"
import { banner, dismiss, mood, say } from "./saying.js"
import { takeOver } from "./taking-over.js"

const AFTER = 3000 // milliseconds between a change and its storing
const KEPT_AFTER = 500
const PATIENCE = 20000 // for an answer
const [FIRST_RETRY, LAST_RETRY] = [3000, 60000]
const FIELDS = ["kicker", "headline", "standfirst", "dateline", "body", "lead_caption"]
const APART = "opened" // in the form: the texts as they were when this page opened them

export const panel = document.querySelector("#panel")
export const form = document.querySelector("#article_form")
const cutsField = document.querySelector("#original-cuts")
const inputs = form ? FIELDS.map((name) => form.elements[name]).filter((field) => field && field.type !== "hidden") : []
const refused = Boolean(document.querySelector(".errornote"))
const me = Number(panel?.dataset.user)
const story = Number(panel?.dataset.story)

export const writes = Boolean(form && panel && inputs.length)
export const state = { stopped: refused, submitting: false }

let editor = null
let stored = {} // the texts as they are stored in the version that this page knows
let storedCuts = ""
let tried = {} // what a request took along that was never answered
let behind = false // somebody stored a newer version
let refusal = null // {fields, why}: the texts that could not be stored as they are
let saving = null
let since = "" // when something first could not be stored
let timer = 0
let keeping = 0
let retry = FIRST_RETRY
let filedAtFirst = ""
let heard = () => {}

/* --- what there is to store ------------------------------------------------------------- */

const texts = () => Object.fromEntries(inputs.map((field) => [field.name, field.value]))
const cuts = () => cutsField?.value || ""
const differing = (from) => Object.entries(texts()).filter(([name, text]) => text !== from[name])
const unsaved = () => Object.fromEntries(differing(stored))
const cutsChanged = () => cuts() !== storedCuts
const sendable = () => Object.fromEntries(differing(stored).filter(([name, text]) => text !== refusal?.fields[name]))
export const dirty = () => writes && (Object.keys(unsaved()).length > 0 || cutsChanged())
export const busy = () => saving

/* What the form holds beside these; it is stored by its button only. */
const ASIDE = new Set([...FIELDS, "cuts", "version", "csrfmiddlewaretoken", APART])
const filed = () => JSON.stringify([...new FormData(form)].filter(([name]) => !ASIDE.has(name)))
export const otherwiseDirty = () => refused || filed() !== filedAtFirst

export const version = () => Number(form.elements.version.value)
function sawVersion(number) {
  for (const field of document.querySelectorAll("#article_form input[name=version], input.seen")) field.value = number
}

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
const WAITS = {
  offline: "no connection",
  slow: "the server does not answer",
  broken: "the server has a fault",
  "signed-out": "you are signed out",
}

/* --- sending ---------------------------------------------------------------------------- */

export const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value

/** POSTs JSON; throws "offline", "slow", "broken" or "signed-out", else [response, answer]. */
export async function post(address, message) {
  const body = JSON.stringify(message)
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body,
    keepalive: body.length < 60000, // the most that a browser sends on behalf of a closed page
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((error) => { throw new Error(error.name === "TimeoutError" ? "slow" : "offline") })
  if (response.status >= 500) throw new Error("broken")
  const said = (response.headers.get("content-type") || "").includes("json") && !response.redirected
  if (!said) throw new Error("signed-out")
  return [response, await response.json()]
}

async function send(fields, left) {
  const message = { version: version(), user: me, fields, tried }
  if (cutsField) message.cuts = JSON.parse(left || "{}")
  const known = () => ({ base: stored, base_cuts: JSON.parse(storedCuts || "{}") })
  const sent = behind ? { ...message, ...known() } : message
  tried = { ...tried, ...fields }
  remember() // with what is under way: the page may never hear whether it was stored
  let [response, said] = await post(panel.dataset.autosave, sent)
  if (said.behind) [response, said] = await post(panel.dataset.autosave, { ...sent, ...known() })
  tried = {}
  return [response, said]
}

/** Stores what changed since the last time. Resolves to whether everything sent is stored. */
export function save() {
  if (saving) return saving.then(() => save())
  clearTimeout(timer)
  timer = 0
  if (!dirty() && !behind) {
    if (refusal) say("saved", "Saved")
    refusal = null
    return Promise.resolve(true)
  }
  if (!panel.dataset.autosave || state.stopped) return Promise.resolve(false)
  saving = attempt().then(answered, waits).finally(() => { saving = null })
  return saving
}

function answered(whether) {
  retry = FIRST_RETRY
  since = ""
  dismiss("waiting")
  // Typed while the answer was under way; what was refused is not sent again as it is.
  if (Object.keys(sendable()).length || cutsChanged() || behind) {
    if (mood() === "saved") say("dirty", "Not saved yet")
    wake(AFTER)
  } else if (!dirty()) forget({ user: me, story })
  return whether
}

function waits(error) {
  since ||= clock()
  wake(retry)
  retry = Math.min(retry * 2, LAST_RETRY)
  if (error.otherUser) {
    say("waiting", `Not saved. ${error.message}`)
    banner("waiting", error.message, [["Open the desk in another window", panel.dataset.home]])
    return false
  }
  const why = WAITS[error.message]
  if (!why) throw error
  const signedOut = error.message === "signed-out"
  const again = signedOut ? "once you have signed in again" : "as soon as it can be"
  say("waiting", `Not saved: ${why} since ${since}. Your text is kept here, and saved ${again}.`)
  if (signedOut) {
    banner("waiting", "You are signed out. What you typed stays here, and is stored when you have signed in again.",
      [["Sign in in another window", `${panel.dataset.login}?next=${encodeURIComponent(panel.dataset.home)}`]], "care")
  }
  return false
}

function wake(wait) {
  clearTimeout(timer)
  timer = setTimeout(() => { timer = 0; if (!state.submitting) save() }, wait)
}

function later() {
  if (!timer && !saving) wake(AFTER)
}

async function attempt() {
  const now = texts()
  const left = cuts()
  // One refused field was mended: what is still wrong with the others has to be asked anew.
  if (refusal && Object.entries(refusal.fields).some(([name, text]) => now[name] !== text)) refusal = null
  const fields = sendable()
  if (!Object.keys(fields).length && left === storedCuts && !behind) {
    say("refused", `Not saved. ${refusal.why}`)
    return false
  }
  say("saving", "Saving…")
  const [response, said] = await send(fields, left)
  if (!response.ok) return turnedDown(response.status, said, fields)
  Object.assign(stored, fields)
  storedCuts = left
  if (taken(said, now)) {
    showHead(said.head, stored.headline)
    sawVersion(said.version)
  }
  if (refusal) say("refused", `Not saved. ${refusal.why} All else is saved · version ${said.version}`)
  else say("saved", `Saved ${said.at} · version ${said.version}`)
  if (said.said) tell(said.said)
  heard(said.version)
  return !refusal
}

/* Shows what somebody else changed. Where something was typed while the answer was under way, or
   an input method holds letters that it would write once more, the next attempt brings it: until
   then this page counts as behind. */
function taken(said, now) {
  const theirs = Object.entries(said.fields || {}).filter(([name]) => now[name] !== undefined)
  const composing = editor?.view.composing
  behind = theirs.some(([name]) => composing || form.elements[name].value !== now[name])
  if (behind) return false
  for (const [name, text] of theirs) {
    show(name, text)
    stored[name] = form.elements[name].value
  }
  return true
}

function show(name, text) {
  if (name === "body" && editor) takeOver(editor, text)
  else form.elements[name].value = text
}

function tell(sentence) {
  const box = banner("met", sentence, [["Close", () => dismiss("met")]], "calm")
  box.setAttribute("role", "status")
}

/* The same text would only be refused again; what was not found fault with is stored without it. */
function turnedDown(code, said, fields) {
  if (said.other_user) throw Object.assign(new Error(said.error), { otherUser: true })
  state.stopped = [403, 404, 409].includes(code)
  say("refused", `Not saved. ${said.error}`)
  if (state.stopped) {
    const acts = code === 409 ? [[said.open ? "Compare and choose" : "Save", () => submitForm()]] : []
    banner("stopped", `${said.error} What you typed stays here.`, acts)
    return false
  }
  const named = Object.keys(fields).filter((name) => said.fields?.includes(name))
  const wrong = Object.fromEntries((named.length ? named : Object.keys(fields)).map((name) => [name, fields[name]]))
  refusal = { fields: { ...refusal?.fields, ...wrong }, why: [refusal?.why, said.error].filter(Boolean).join(" ") }
  return named.length && Object.keys(sendable()).length ? attempt() : false
}

export const submitForm = () => form.requestSubmit(form.querySelector("[name=_continue]"))

/** Stores until nothing is open, also of what is typed meanwhile. Resolves to whether it could. */
export async function saveAll() {
  do {
    if (!(await save())) return false
  } while (dirty())
  return true
}

/* --- other windows and other people ------------------------------------------------------ */

/** Somebody stored this version: it is fetched, and what was typed is kept. */
export function follow(number) {
  if (number <= version() || !panel.dataset.autosave || state.stopped || state.submitting) return
  behind = true
  if (!saving) save()
}

/** Calls back with the number of every version that this page has stored. */
export const onStored = (callback) => { heard = callback }

/** Puts a kept record back into the form, and stores it: over a newer version never silently. */
export function putBack(record) {
  const moved = record.version !== version()
  for (const [name, text] of Object.entries(record.fields)) {
    if (form.elements[name]) show(name, text)
  }
  if (record.base && moved) {
    behind = true
    tried = record.tried
    Object.assign(stored, record.base)
  }
  sawVersion(record.version)
  if (moved && !record.base) submitForm()
  else if (panel.dataset.autosave) save()
  else changed()
}

/** Whether a kept record has anything that is not stored. */
export const adds = (record) =>
  Object.entries(record.fields).some(([name, text]) => (form.elements[name]?.value ?? "").trim() !== text.trim())

/* --- watching ----------------------------------------------------------------------------- */

function remember() {
  clearTimeout(keeping)
  keeping = 0
  if (!dirty()) return
  const fields = unsaved()
  const base = refused ? null : Object.fromEntries(Object.keys(fields).map((name) => [name, stored[name]]))
  keep({ user: me, story, version: version(), fields, base, tried })
}

function changed() {
  if (!dirty()) {
    if (refusal) save() // the stored text is back: there is nothing left to refuse
    return
  }
  keeping ||= setTimeout(remember, KEPT_AFTER)
  if (mood() !== "waiting") {
    say("dirty", panel.dataset.autosave ? "Not saved yet" : "Not saved. Press Save.")
  }
  if (panel.dataset.autosave && !state.stopped) later()
}

function watch() {
  stored = refused ? {} : texts()
  storedCuts = cuts()
  filedAtFirst = filed()
  form.addEventListener("input", (event) => { if (inputs.includes(event.target)) changed() })
  document.addEventListener("desk:changed", changed)
  form.addEventListener("formdata", ({ formData }) => { if (!refused) formData.set(APART, JSON.stringify(stored)) })
  addEventListener("online", save)
  addEventListener("focus", () => { if (since) save() })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") remember()
    if (document.visibilityState === "hidden" || since) save()
  })
  whenReady((ready) => {
    editor = ready
    // The editor writes the text in its own hand when it opens; that is not a change.
    if (!refused) stored.body = form.elements.body.value
  })
}

if (writes) watch()
