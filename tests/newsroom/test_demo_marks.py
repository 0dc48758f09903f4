"""The marks of the demo's papers."""

import io

import pytest
from PIL import Image

from newsroom.demo import marks
from newsroom.demo.edition import edition
from sources import logos

PAPERS = [paper["slug"] for paper in edition()["publications"]]


def drawn(slug):
    return Image.open(io.BytesIO(marks.mark(slug)))


@pytest.mark.parametrize("slug", PAPERS)
def test_every_paper_has_a_mark_in_one_ink_on_nothing(slug):
    image = drawn(slug)

    assert image.size == (marks.SIDE, marks.SIDE)
    inked = {ink[:3] for _, ink in image.getcolors(maxcolors=image.width**2) if ink[3] == 255}
    assert len(inked) == 1
    assert image.getchannel("A").getextrema() == (0, 255)


def test_no_two_marks_are_alike():
    assert len({marks.mark(slug) for slug in PAPERS}) == len(PAPERS)


def test_a_mark_passes_as_a_logo():
    assert logos.render(marks.mark(PAPERS[0]))


def test_a_paper_of_which_nothing_is_known_has_none():
    assert marks.mark("unknown") is None
