/* What is typed and not stored yet, kept in this browser: it outlives the page, the browser and
   the line. One record a person, story and window: { key, user, story, window, at, version,
   base, fields, cuts }. IndexedDB, because it is on its way to the disk at once. */

const NAME = "desk"
const STORE = "typed"
const FORGET_AFTER = 30 * 24 * 3600 * 1000
const ANSWER_WITHIN = 300 // milliseconds that other windows have to say they are open

export const here = crypto.getRandomValues(new Uint32Array(2)).join("-")
const windows = new BroadcastChannel("desk-windows")
const alive = new Set()

windows.addEventListener("message", ({ data }) => {
  if (data.asked) windows.postMessage({ open: here })
  else alive.add(data.open)
})

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened = null
function database() {
  if (opened) return opened
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" })
  opened = answered(request)
  return opened
}

async function store(mode, act) {
  const transaction = (await database()).transaction(STORE, mode)
  return answered(act(transaction.objectStore(STORE)))
}

const keyOf = ({ user, story, window = here }) => `${user}:${story}:${window}`

/** Keeps a record of this window. Resolves to whether it could. */
export async function keep(record) {
  try {
    await store("readwrite", (all) => all.put({ ...record, key: keyOf(record), window: here, at: Date.now() }))
    return true
  } catch {
    return false
  }
}

export async function forget(record) {
  try {
    await store("readwrite", (all) => all.delete(keyOf(record)))
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

/** The records of this person's closed windows on this story, the newest first. */
export async function found(user, story) {
  try {
    windows.postMessage({ asked: true })
    const all = await store("readonly", (records) => records.getAll())
    await new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN))
    await Promise.all(all.filter(({ at }) => at < Date.now() - FORGET_AFTER).map(forget))
    return all
      .filter((one) => one.user === user && one.story === story && one.window !== here && !alive.has(one.window))
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}
