/* Asks the desk's server for JSON. Whatever goes wrong is an Error with a sentence for people. */

const NO_CONNECTION = "No connection. Try again when there is one."
const SIGNED_OUT = "You are signed out. Sign in again in another window, then try once more."

const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ||
  document.querySelector("[name=csrfmiddlewaretoken]")?.value

/** Without `body` it is a question, with one something is to be done. */
export async function ask(address, body) {
  const headers = { Accept: "application/json" }
  const sent = body === undefined ? { headers } : {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  }
  const response = await fetch(address, sent).catch(() => { throw new Error(NO_CONNECTION) })
  const told = (response.headers.get("content-type") || "").includes("json") && !response.redirected
  if (!told) throw new Error(response.status >= 500 ? "This did not work. Try again in a minute." : SIGNED_OUT)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}
