"""What is written in style sheets that not every browser reads."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted((Path(settings.BASE_DIR) / "static").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_line_under_words_is_drawn_in_safari_too(sheet):
    """Safari takes one word in the short form, and drops the rule where there are more."""
    words = re.findall(r"[{;]\s*text-decoration:\s*([^;}]+)", sheet.read_text())

    assert [value for value in words if len(value.split()) > 1] == []
