"""A text open in the editor, and the hands that write in it."""

import re
from urllib.parse import urlencode

PASTE = """([html, text]) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  data.setData("text/plain", text)
  const event = { clipboardData: data, bubbles: true, cancelable: true }
  document.querySelector(".tiptap").dispatchEvent(new ClipboardEvent("paste", event))
}"""

# No hand is so fast that the editor, which looks for the caret 20 ms after a focus, lags behind.
CARET = """(element, at) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let found = texts.nextNode();
  for (let next = found; next && at === "end"; next = texts.nextNode()) found = next;
  getSelection().collapse(found, { start: 0, end: found.length }[at] ?? at);
}"""
SETTLED = "() => new Promise((done) => setTimeout(done, 40))"


class Writing:
    def __init__(self, page, html="", address=""):
        self.page = page
        page.goto(address or f"/admin/editor/?{urlencode({'body': html})}")
        self.area = page.locator(".tiptap")
        self.area.wait_for()

    @property
    def html(self):
        """What the form would send."""
        return self.page.locator("textarea[name=body]").input_value()

    @property
    def ids(self):
        """The data-source of each text block that has words, "" where it has none."""
        blocks = re.findall(r"<(?:p|h2|h3|aside|figure)(?![a-z])([^>]*)>(?!</)", self.html)
        return ["".join(re.findall(r'data-source="([^"]*)"', block)) for block in blocks]

    @property
    def words(self):
        return [line for line in self.area.inner_text().split("\n") if line.strip()]

    def enter(self):
        self.area.click()
        self.page.evaluate(SETTLED)
        return self

    def caret(self, words, at="start"):
        """At the start or end of these words or behind so many letters, however many lines they
        take: the keys Home and End know only the line that was clicked."""
        found = self.area.get_by_text(words, exact=True)
        found.click()
        self.page.evaluate(SETTLED)
        found.evaluate(CARET, at)
        self.page.evaluate(SETTLED)
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.page.evaluate(SETTLED)
        return self

    def type(self, words):
        # ProseMirror sets the selection 20 ms after it got the focus; no hand is as fast.
        self.page.evaluate(SETTLED)
        self.page.keyboard.type(words)
        return self

    def paste(self, html="", text=""):
        self.page.evaluate(PASTE, [html, text])
        return self

    def undo(self):
        return self.press("Control+z")

    def stored(self):
        """What the server would store, after the form was sent."""
        self.page.get_by_role("button", name="Save").click()
        return self.page.locator("pre").inner_text()
