"""A letter as plain values: what an Issue says at one moment, before it has a form."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """`src` is a whole address; sizes in pixels of the file; never without its credit line."""

    src: str
    width: int
    height: int
    alt: str
    credit: str
    caption: str = ""
    alt_language: str = ""  # "" where it is that of the letter

    def __post_init__(self):
        if not self.credit:
            raise ValueError("a picture without its credit line has no place in a letter")


@dataclass(frozen=True)
class Item:
    """One story in a letter. A withdrawn one has nothing but its notice; of a picture whose
    licence is over there is only the word that it is `gone`."""

    headline: str = ""
    url: str = ""
    kicker: str = ""
    blurb: str = ""
    writers: str = ""  # “Elena Ruiz, Kabai Bek in Bishkek”
    translators: str = ""
    origin: str = ""  # the attribution that the agreement asks for
    original_language: str = ""  # its name
    picture: Picture | None = None
    gone: bool = False
    heading: str = ""  # begins a section of the letter
    withdrawn: str = ""
    corrections: list = field(default_factory=list)  # as articles.rendering has them
    language: str = "en"
    direction: str = "ltr"


@dataclass(frozen=True)
class Letter:
    name: str  # of the newsletter
    subject: str
    day: datetime.date
    url: str  # of its page on the web
    language: str = "en"
    direction: str = "ltr"
    preheader: str = ""
    greeting: str = ""
    intro: str = ""
    note: str = ""
    sign_off: str = ""
    items: list = field(default_factory=list)
    site_name: str = ""
    site_url: str = ""
    postal_address: str = ""
