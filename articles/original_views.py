"""A story and its original side by side, where the agreement with the paper lets readers see
that. Both texts are those that were frozen when the story was published; the agreement is asked as
it is today, without waiting for the story to be rendered again."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from articles import editions
from articles.models import LiveArticle
from articles.views import moved, public
from sources.licensing import shows_original

SHOWN = (
    "path", "edition", "language", "section_name", "headline", "standfirst", "source", "pairs",
    "withdrawn_note", "withdrawn_at",
)  # fmt: skip
AGREED = ("publication", "shows_original", "starts_on", "ends_on", "reference")


@require_safe
@public
@conditional_page
def original(request, section, slug):
    # Without defer(None) the manager would keep the texts back and ask for them a second time.
    agreed = (f"agreement__{name}" for name in AGREED)
    stories = LiveArticle.objects.defer(None).select_related("agreement").only(*SHOWN, *agreed)
    edition, path = editions.current(), f"{section}/{slug}"
    live = stories.filter(edition=edition, path=path).first()
    if live is None:
        return moved(edition, path, "original/")
    if live.withdrawn_at:
        gone = {"notice": live.withdrawn_note, "withdrawn_at": live.withdrawn_at}
        return render(request, "410.html", gone, status=410)
    if not (live.pairs and shows_original(live.agreement, live.language, timezone.now())):
        raise Http404
    return render(request, "articles/original.html", {"live": live, "here": section})
