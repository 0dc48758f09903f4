"""From a Letter to the bytes that mail programs get: HTML and plain text.

MJML brings the tables, the widths and the conditional comments that Outlook needs; css-inline
puts our rules onto the elements, because the compiler leaves that out and Gmail drops long
style elements. What only a style element can say, such as dark colours, stays in one.
"""

import re
from dataclasses import dataclass
from functools import cache

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from mjml import mjml2html

from newsletters import slots

CLIPPED_FROM = 102_400  # bytes of HTML from which Gmail hides the rest of a letter
TOO_LONG_FROM = 90 * 1024


@cache
def _inliner():
    return css_inline.CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=render_to_string("newsletters/issue/letter.css"),
    )


@dataclass(frozen=True)
class Rendered:
    html: str
    text: str

    @property
    def size(self):
        """Bytes of the HTML, which is what mail programs count."""
        return len(self.html.encode())


def render(letter):
    """The Letter in both forms, with slots for what differs from reader to reader."""
    left = letter.direction == "ltr"
    context = {
        "letter": letter,
        "start": "left" if left else "right",
        "end": "right" if left else "left",
        "unsubscribe": slots.UNSUBSCRIBE,
        "preferences": slots.PREFERENCES,
    }
    with translation.override(letter.language):
        mjml = render_to_string("newsletters/issue/letter.mjml", context)
        text = render_to_string("newsletters/issue/letter.txt", context)
    html = _inliner().inline(mjml2html(mjml, disable_comments=True))
    return Rendered(html, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")
