// While a change of a photograph is on its way into the live stories, the page says how far it
// has come.

const PAUSE = 5000 // milliseconds

const waiting = () => document.querySelector(".photo-reach[data-wait]")

const look = async () => {
  const here = waiting()
  if (!here) return
  try {
    const answer = await fetch(location.href)
    if (answer.redirected || !answer.ok) return // logged out, or thrown away meanwhile
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const now = page.querySelector(".photo-reach")
    if (now && now.textContent !== here.textContent) here.replaceWith(document.adoptNode(now))
  } catch {
    // offline: it is asked again
  }
  later()
}

const later = () => waiting() && setTimeout(() => (document.hidden ? later() : look()), PAUSE)

later()
