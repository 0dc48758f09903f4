"""Reading the desk's pages as a browser would: their forms, their words, their rows."""

import lxml.html
from django.urls import reverse


def change(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def move(story, verb):
    return reverse("admin:articles_article_move", args=[story.pk, verb])


def page_of(name, story, *args):
    return reverse(f"admin:articles_article_{name}", args=[story.pk, *args])


def tree(response):
    return lxml.html.fromstring(response.content.decode())


def words(response_or_element):
    """The visible text, white space collapsed."""
    element = response_or_element
    if hasattr(element, "content"):
        element = tree(element).find(".//main")
    return " ".join(element.text_content().split())


def story_form(response):
    return tree(response).get_element_by_id("article_form")


def fields(response):
    """{name: value} of the story form as a browser reads it, buttons apart."""
    form = story_form(response)
    pressed = {button.get("name") for button in form.xpath(".//input[@type='submit']")}
    data = {name: value or "" for name, value in form.fields.items() if name not in pressed}
    for area in form.iter("textarea"):
        data[area.get("name")] = (area.text or "").removeprefix("\n")
    return data


def filled(response, **typed):
    """What a browser would post from the story form, with these fields typed over.

    Controls outside the form that belong to it by their `form` attribute are included.
    """
    outside = tree(response).xpath("//*[@form='article_form'][@name]")
    belonging = {control.get("name"): control.get("value") or "" for control in outside}
    return fields(response) | belonging | typed


def offered(response):
    """Labels of the moves that the panel of the story form shows."""
    found = tree(response).find_class("moves")
    return [words(item.find_class("act")[0]).rstrip("…") for item in found[0]] if found else []


def answers(client, story, verb, **said):
    """POST of a move by somebody who sees the story as it stands."""
    seen = {"seen": story.version, "state": story.state}
    return client.post(move(story, verb), seen | said)


def inline_code(response):
    """What a strict Content-Security-Policy would refuse in this page."""
    return [sentence for element in tree(response).iter() for sentence in _inline(element)]


def _inline(element):
    if not isinstance(element.tag, str):
        return
    if element.tag in ("script", "style") and not (element.get("src") or element.get("nonce")):
        yield f"inline <{element.tag}>"
    for name, value in element.attrib.items():
        if name == "style" or name.startswith("on"):
            yield f"{name} on <{element.tag}>"
        if value.strip().lower().startswith("javascript:"):
            yield f"a javascript: address in {name}"
