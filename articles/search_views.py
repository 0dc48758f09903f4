"""The page that finds stories."""

import datetime
import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import search
from articles.paging import NoSuchPage

# So short that a corrected or withdrawn story is gone from shared caches while one looks.
briefly = cache_control(public=True, max_age=0, s_maxage=30)


@require_safe
@briefly
def results(request):
    language = "en"
    query = search.read(request.GET.get("q", ""), language)
    found = search.find(query, language=language, filters=search.Filters(section=request.GET.get("section", ""), source_language=request.GET.get("language", "")))
    return render(request, "articles/search.html", {"query": query, "found": found})
