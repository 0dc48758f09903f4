"""Writing the site's own pages: begin, save, publish, take offline.

A verb takes (page, *, by, seen): `seen` is the version that was looked at. Every stored version is
kept as a PageRevision; readers see the one that was published last.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import purging
from articles.models import Page, PageRevision, Section
from articles.revising import NotAllowed
from prose import characters
from prose.sanitise import TextTooLong, clean_page

CHANGE = "articles.change_page"
PUBLISH = "articles.publish_page"


class PageConflict(Exception):
    """Somebody else stored the page meanwhile; `page` is how it stands now."""

    def __init__(self, page):
        self.page = page
        last = page.revisions.select_related("by").first()
        who = f" by {last.by.get_full_name() or last.by}" if last else ""
        super().__init__(
            f"This page was changed{who} since you opened it: it is version {page.version}. "
            "Nothing of yours is lost: compare, then decide."
        )


@transaction.atomic
def begin(*, by, edition, slug, title, body="", in_footer=True, position=0):
    """A page that nobody sees yet. Raises NotAllowed and ValidationError."""
    if not by.has_perm("articles.add_page"):
        raise NotAllowed("Your role does not include writing pages of the site.")
    page = Page(edition=edition, slug=slug, in_footer=in_footer, position=position)
    page.title, page.body = _cleaned(title, body)
    _refuse_address_of_a_section(slug)
    page.full_clean()
    page.save()
    _record(page, by)
    return page


@transaction.atomic
def save(page, *, by, seen, title, body):
    """Store title and text as the next version, for the desk alone."""
    page = _locked(page, by, seen, CHANGE)
    page.title, page.body = _cleaned(title, body)
    page.version += 1
    page.full_clean()
    page.save(update_fields=["title", "body", "version"])
    _record(page, by)
    return page


@transaction.atomic
def place(page, *, by, seen, in_footer, position):
    """Say whether and where the footer of the site names it. Readers see it at once."""
    page = _locked(page, by, seen, PUBLISH)
    page.in_footer, page.position = in_footer, position
    page.full_clean()
    page.save(update_fields=["in_footer", "position"])
    return page


@transaction.atomic
def publish(page, *, by, seen):
    page = _locked(page, by, seen, PUBLISH)
    if not page.body:
        raise ValidationError("There is no text yet. Write it, then publish the page.")
    page.live = page.revisions.get(number=page.version)
    page.published_at, page.published_by = timezone.now(), by
    page.save(update_fields=["live", "published_at", "published_by"])
    purging.note_paths(page.get_absolute_url())
    return page


@transaction.atomic
def take_offline(page, *, by, seen):
    """Readers find no page at its address any more; the text stays on the desk."""
    page = _locked(page, by, seen, PUBLISH)
    page.live = page.published_at = page.published_by = None
    page.save(update_fields=["live", "published_at", "published_by"])
    purging.note_paths(page.get_absolute_url())
    return page


def _locked(page, by, seen, permission):
    if not by.has_perm(permission):
        what = "publishing" if permission == PUBLISH else "writing"
        raise NotAllowed(f"Your role does not include {what} pages of the site.")
    page = Page.objects.select_for_update().get(pk=page.pk)
    if page.version != seen:
        raise PageConflict(page)
    return page


def _cleaned(title, body):
    try:
        return characters.clean_line(title), clean_page(body)
    except TextTooLong as error:
        raise ValidationError({"body": str(error)}) from None


def _refuse_address_of_a_section(slug):
    if Section.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": f"“{slug}” is the address of a section. Choose another."})


def _record(page, by):
    PageRevision.objects.create(
        page=page, number=page.version, title=page.title, body=page.body, by=by
    )
