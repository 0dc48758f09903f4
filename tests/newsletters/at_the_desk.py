"""An issue at the desk, as a browser has it."""

import lxml.html

from tests.newsletters.readers import text


def page(issue, name="change"):
    return f"/admin/newsletters/issue/{issue.pk}/{name}/"


def fields(response):
    """What a browser would send of the form, as it stands."""
    form = lxml.html.fromstring(text(response)).get_element_by_id("issue_form")
    data = {name: value or "" for name, value in form.fields.items()}
    return {name: value for name, value in data.items() if "__prefix__" not in name}


def typed(desk, issue, **changes):
    return fields(desk.get(page(issue))) | changes


def words(response):
    main = lxml.html.fromstring(text(response)).find(".//main")
    return " ".join(main.text_content().split())
