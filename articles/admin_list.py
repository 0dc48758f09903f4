"""The desk's list of stories, which costs the same among a million: nothing is counted, no column
is gone through for its different values, and nobody turns pages without end."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import InvalidPage, Page, Paginator
from django.utils.functional import cached_property

from prose.forms import as_number

MOST_PAGES = 200  # further down the words to search for are quicker


class Turning(Paginator):
    """Knows the page that is asked for and whether there is another; never how many."""

    def __init__(self, stories, per_page, asked):
        super().__init__(stories, per_page)
        self.asked = asked

    @cached_property
    def found(self):
        """The rows of the page that is asked for, and one more where it goes on."""
        if not 0 < self.asked <= MOST_PAGES:
            raise InvalidPage("There is no such page.")
        begin = (self.asked - 1) * self.per_page
        return list(self.object_list[begin : begin + self.per_page + 1])

    @cached_property
    def count(self):
        return (self.asked - 1) * self.per_page + len(self.found)

    def page(self, number):
        return Page(self.found[: self.per_page], number, self)


class StoryList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        """Without the texts, which no list shows."""
        found = super().get_queryset(request, exclude_parameters)
        return found.defer("body", "standfirst", "brief", "cut_blocks")

    def get_results(self, request):
        pages = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        try:
            self.result_list = pages.page(pages.asked).object_list
        except InvalidPage:
            pages.asked = 1
            self.result_list = pages.page(1).object_list
        self.page_num = pages.asked
        self.paginator = pages
        # Equal, so that no number is shown: it is only that of the stories up to here.
        self.result_count = self.full_result_count = pages.count
        self.show_full_result_count = self.show_admin_actions = False
        self.can_show_all = False
        self.multi_page = pages.num_pages > 1

    @property
    def later(self):
        """The address of the page before this one, or nothing."""
        return self.get_query_string({"p": self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def earlier(self):
        goes_on = self.page_num < min(self.paginator.num_pages, MOST_PAGES)
        return self.get_query_string({"p": self.page_num + 1}) if goes_on else ""


def asked_page(request):
    """The number in `?p=`; 1 for whatever is no number."""
    return as_number(request.GET.get("p", "1")) or 1
