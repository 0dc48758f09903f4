// “/” leads to the search: into its field where the page has one, else to its page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("input[data-search]") || document.querySelector("a[data-search]");
  if (!search) return;
  event.preventDefault();
  if (search.href) {
    search.click();
  } else {
    search.focus();
    search.select();
  }
});
