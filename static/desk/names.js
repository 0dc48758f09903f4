/* Names for the controls that the stock admin leaves without one: cells of tabular inlines,
   halves of a date and time, and the boxes that Select2 builds. */
(() => {
  const named = (control) =>
    control.labels?.length || control.hasAttribute("aria-label") || control.hasAttribute("aria-labelledby")
  const name = (control, label) => {
    if (label && !named(control) && control.type !== "hidden") control.setAttribute("aria-label", label)
  }
  const words = (element) => (element?.textContent || "").replace(/[?:]/g, "").replace(/\s+/g, " ").trim()

  const nameTables = (root) => {
    for (const table of root.querySelectorAll(".tabular table")) {
      const heads = [...table.querySelectorAll("thead th")].map(words)
      table.querySelectorAll("tbody tr.form-row").forEach((row, n) => {
        ;[...row.cells].forEach((cell, i) => {
          for (const control of cell.querySelectorAll("input, select, textarea")) {
            name(control, `${heads[i] || cell.className}, row ${n + 1}`)
          }
        })
      })
    }
  }
  const nameMoments = (root) => {
    for (const moment of root.querySelectorAll(".datetime")) {
      const label = words(moment.closest(".form-row")?.querySelector("label, legend"))
      for (const input of moment.querySelectorAll("input")) {
        name(input, `${label}, ${input.classList.contains("vTimeField") ? "time" : "day"}`)
      }
    }
  }
  const nameChoices = (root) => {
    for (const box of root.querySelectorAll(".select2-container .select2-selection")) {
      const select = box.closest(".select2-container").previousElementSibling
      if (box.dataset.named || !select?.matches("select")) continue
      const label = select.labels?.length ? words(select.labels[0]) : select.getAttribute("aria-label")
      if (!label) continue
      const shown = box.querySelector(".select2-selection__rendered")
      box.removeAttribute("aria-labelledby")
      box.setAttribute("aria-label", `${label}: ${words(shown).replace(/^×/, "") || "nothing chosen"}`)
      shown?.setAttribute("aria-label", label) // Select2 gives it the role of a text box
      select.addEventListener("change", () => { delete box.dataset.named; later() })
      box.dataset.named = "yes"
    }
    for (const field of document.querySelectorAll(".select2-search__field")) name(field, "Search")
  }

  const nameSearch = () => {
    const bar = document.querySelector("#searchbar")
    if (bar) bar.setAttribute("aria-label", "Search")
  }

  let waiting = false
  const later = () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      nameSearch()
      nameTables(document)
      nameMoments(document)
      nameChoices(document)
    })
  }
  later()
  addEventListener("load", later)
  document.addEventListener("formset:added", later)
  new MutationObserver((changes) => {
    const built = (node) => node.nodeType === 1 && /select2/.test(node.className)
    if (changes.some((change) => [...change.addedNodes].some(built))) later()
  }).observe(document.body, { childList: true, subtree: true })
})()
