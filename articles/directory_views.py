"""The registers of the readers' site: its papers, their countries, its subjects."""

from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from articles import directories, editions
from articles.views import public


@require_safe
@public
@conditional_page
def sources(request):
    return render(
        request, "articles/sources.html", {"papers": directories.papers(editions.current())}
    )


@require_safe
@public
@conditional_page
def countries(request):
    found = directories.countries(editions.current())
    return render(request, "articles/countries.html", {"countries": found})


@require_safe
@public
@conditional_page
def topics(request):
    found = directories.subjects(editions.current())
    return render(request, "articles/topics.html", {"letters": found})
