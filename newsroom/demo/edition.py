"""The demo edition as data: read from the TOML files beside this module."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.html import escape

from prose.sanitise import clean_body

HERE = Path(__file__).resolve().parent
PASSWORD = "ferry-demo"  # noqa: S105 -- printed for everybody who tries the demo


@dataclass(frozen=True)
class DemoStory:
    original: dict | None
    story: dict
    desk: dict
    edition: str = ""  # "" for the first one

    @property
    def state(self):
        return self.desk["state"]


def edition():
    return tomllib.loads((HERE / "edition.toml").read_text(encoding="utf-8"))


def stories():
    return read_stories(HERE / "stories")


def read_stories(folder, edition=""):
    """Oldest first, so that readers find the newest on top."""
    found = []
    for path in sorted(folder.glob("[0-9]*.toml"), reverse=True):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(DemoStory(data.get("original"), data["story"], data["desk"], edition))
    return found


def original_html(blocks):
    return clean_body("".join(_original_block(block) for block in blocks))


def body_html(blocks, photos):
    """The house HTML of our text; `photos` maps a slug to its Photo."""
    return "".join(_our_block(block, photos) for block in blocks)


def _original_block(block):
    inner = f"<{block['tag']}>{block['html']}</{block['tag']}>"
    return f"<ul>{inner}</ul>" if block["tag"] == "li" else inner


def _our_block(block, photos):
    source = f' data-source="{block["sources"]}"' if block.get("sources") else ""
    if block["tag"] == "figure":
        caption = escape(block.get("caption", ""))
        number = photos[block["photo"]].pk
        return f'<figure data-photo="{number}"{source}><figcaption>{caption}</figcaption></figure>'
    if block["tag"] == "gallery":
        row = [{"tag": "figure", **figure} for figure in block["figures"]]
        return f"<section>{''.join(_our_block(figure, photos) for figure in row)}</section>"
    if block["tag"] in ("blockquote", "li"):
        inner = f"<{block['tag']}><p{source}>{block['html']}</p></{block['tag']}>"
        return f"<ul>{inner}</ul>" if block["tag"] == "li" else inner
    return f"<{block['tag']}{source}>{block['html']}</{block['tag']}>"
