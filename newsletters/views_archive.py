"""Issues on the site. Made anew from the live stories at every reading, never from the letter
that was sent: a correction, a withdrawal and the end of a licence reach them at once."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import conditional_page, require_safe

from articles.views import public
from newsletters import archive, composing
from newsletters.models import Newsletter
from prose.forms import as_number
from sources.languages import direction


@require_safe
@public
@conditional_page
def issue(request, slug, number):
    found = get_object_or_404(archive.kept(), newsletter__slug=slug, number=number)
    around = archive.public().filter(newsletter=found.newsletter)
    context = {
        "issue": found,
        "letter": composing.letter(found),
        "newer": around.filter(number__gt=number).order_by("number").first(),
        "older": around.filter(number__lt=number).first(),
    }
    return render(request, "newsletters/archive/issue.html", context)


@require_safe
@public
@conditional_page
def issues(request, slug):
    newsletter = get_object_or_404(Newsletter, slug=slug)
    before = as_number(request.GET.get("before", "")) or None
    shown, older = archive.page(newsletter, before)
    context = {
        "newsletter": newsletter,
        "direction": direction(newsletter.language),
        "issues": shown,
        "older": older,
    }
    return render(request, "newsletters/archive/issues.html", context)


@require_safe
@public
@conditional_page
def feed(request, slug):
    newsletter = get_object_or_404(Newsletter, slug=slug)
    home = composing.list_url(newsletter)
    rss = Rss201rev2Feed(
        title=newsletter.name,
        link=home,
        description=newsletter.call_headline,
        language=newsletter.language,
        feed_url=f"{home}feed/",
    )
    for found in archive.page(newsletter)[0]:
        address = composing.url(found)
        rss.add_item(
            title=found.subject,
            link=address,
            description=found.preheader or found.intro,
            unique_id=address,
            pubdate=found.prepared_at,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type=rss.content_type)
