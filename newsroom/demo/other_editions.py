"""The demo edition in the other languages that `settings.EDITIONS` has: names of its sections,
versions of some of its stories, pages and a newsletter of its own, and what is said of people,
papers and pictures. Each lies in a folder named after its edition."""

import tomllib

from django.conf import settings

from articles import page_keeping
from articles.models import Section, SectionName
from newsletters.models import Newsletter
from newsroom.demo.edition import HERE, read_stories
from newsroom.demo.telling import tell


def told(edition):
    return tomllib.loads((HERE / edition / "edition.toml").read_text(encoding="utf-8"))


def versions(edition):
    return read_stories(HERE / edition, edition)


def words(kind, slug):
    """{edition: {name of a field: text}} of one of the “authors”, “publications” or “photos”."""
    found = {edition: told(edition)[kind].get(slug) for edition in _editions()}
    return {edition: said for edition, said in found.items() if said}


def load(cast):
    for edition in _editions():
        _load(edition, cast)


def _editions():
    return [edition for edition in settings.EDITIONS[1:] if (HERE / edition).is_dir()]


def _load(edition, cast):
    data, by = told(edition), cast.people["helen"]
    for slug, words in data["sections"].items():
        SectionName.objects.create(section=Section.objects.get(slug=slug), edition=edition, **words)
    for version in versions(edition):
        tell(version, cast)
    Newsletter.objects.create(language=edition, **data["newsletter"])
    for position, row in enumerate(data["pages"], 1):
        page = page_keeping.begin(by=by, edition=edition, position=position, **row)
        page_keeping.publish(page, by=by, seen=page.version)
