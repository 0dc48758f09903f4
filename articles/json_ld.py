"""What search engines are told of our pages in the words of schema.org, equal to what the pages
show. Every function returns plain data; `dumped` writes it down.

Of a story it is made at publish and kept in its LiveArticle.
"""

import json
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import editions, media
from articles.addresses import of_author, of_home, of_section, of_source, of_tag
from articles.models import Correction

# So that no text can end the script element it stands in.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}
CONTEXT = "https://schema.org"
# A digest tells of its original, but is no translation of it.
NO_TRANSLATION = {"digest"}
# Which of the site's own pages is what, by its address.
POLICIES = {
    "corrections-policy": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "feedback": "actionableFeedbackPolicy",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
}


def news_article(fields, first_published_at, published_at, policies=None):
    """schema.org NewsArticle of a LiveArticle's fields; shapes as in articles.rendering."""
    edition, path = fields["edition"], fields["path"]
    url = f"{of_home(edition)}{quote(path)}/"
    section = (fields["section_name"], of_section(path.split("/")[0], edition))
    told = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": f"{url}#story",
        "url": url,
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": url,
            "breadcrumb": breadcrumbs(edition, section, (fields["headline"], url)),
        },
        "headline": fields["headline"],
        "description": fields["standfirst"],
        "inLanguage": fields["language"],
        "articleSection": fields["section_name"],
        "datePublished": first_published_at.isoformat(),
        "dateModified": max(first_published_at, published_at).isoformat(),
        "author": [person(one, edition) for one in fields["byline"]] or [_reference()],
        "publisher": publisher(policies),
        "keywords": [tag["name"] for tag in fields["tag_list"]],
        "isAccessibleForFree": True,
        "timeRequired": f"PT{fields['reading_minutes']}M",
        "dateline": fields["dateline"],
        "contentLocation": _place(fields["dateline"]),
        "translator": _team(fields, "translator"),
        "editor": _team(fields, "editor"),
        "image": [media.image(kept) for kept in fields["media"]],
        "correction": [_correction(note) for note in fields["corrections_shown"]],
    }
    told |= _of_original(fields["source"], first_published_at.year)
    return _said(told)


def _place(dateline):
    """What the dateline names, for programs that look for places."""
    return {"@type": "Place", "name": dateline} if dateline else None


def _team(fields, role):
    people = [one for one in fields["team"] if one["role"] == role]
    return [person(one, fields["edition"]) for one in people]


def person(one, edition):
    url = of_author(one["slug"], edition)
    return {"@type": "Person", "name": one["name"], "url": url}


def _of_original(source, year):
    """What is owed to it; for a story of our own, whose it is."""
    ours = f"© {year} {settings.SITE_NAME}"
    if not source:
        return {"copyrightNotice": ours, "copyrightHolder": _reference()}
    work = {
        "@type": "NewsArticle",
        "headline": source["headline"],
        "inLanguage": source["language"],
        "url": source["url"],
        "datePublished": source["first_published_at"],
        "publisher": {"@type": "NewsMediaOrganization", "name": source["name"]},
    }
    work = _said(work)
    told = {
        "isBasedOn": source["url"] or work,
        "creditText": source["attribution"],
        "copyrightHolder": [work["publisher"], _reference()],
        "copyrightNotice": _("© {paper}; translation {ours}").format(
            paper=source["name"], ours=ours
        ),
    }
    if source["use"] not in NO_TRANSLATION:
        told["translationOfWork"] = work
    return told


def _correction(note):
    return {
        "@type": "CorrectionComment",
        "name": str(Correction.Kind(note["kind"]).label),
        "text": note["text"],
        "datePublished": note["published_at"],
    }


# --- the paper itself


def publisher(policies=None):
    """NewsMediaOrganization with its logo. `policies` are whole addresses of what it says of
    itself, by their names in schema.org: correctionsPolicy, ethicsPolicy, masthead …"""
    return {
        **_reference(),
        "url": f"{settings.SITE_URL}/",
        "logo": {
            "@type": "ImageObject",
            "url": media.absolute(reverse("logo")),
        },
        **(policies or {}),
    }


def policies(pages, edition):
    """What the site says of itself, by the names of schema.org; `pages` are rows of furniture,
    `slug` among them."""
    named = {page["slug"] for page in pages} & set(POLICIES)
    return {POLICIES[slug]: of_section(slug, edition) for slug in sorted(named)}


def _reference():
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.SITE_URL}/#publisher",
        "name": settings.SITE_NAME,
    }


# --- pages that list stories


def home(edition, policies=None):
    """The paper, and its site with the search in it."""
    url = of_home(edition)
    site = {
        "@type": "WebSite",
        "@id": f"{url}#site",
        "url": url,
        "name": settings.SITE_NAME,
        "description": editions.tagline(edition),
        "inLanguage": edition,
        "publisher": {"@id": _reference()["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{url}search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": CONTEXT, "@graph": [publisher(policies), site]}


def collection(name, url, edition, *, description="", about=None):
    """CollectionPage at this whole address; `about` is a thing of schema.org."""
    found = {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": edition,
        "about": about,
        "isPartOf": {"@id": f"{of_home(edition)}#site"},
        "breadcrumb": breadcrumbs(edition, (name, url)),
    }
    return _said(found)


def section(name, about, slug, edition):
    return collection(name, of_section(slug, edition), edition, description=about)


def tag(tag, edition):
    return collection(tag.name, of_tag(tag.slug, edition), edition)


def source(paper, edition, description):
    """The page about a partner paper, described in the words of the edition."""
    about = {
        "@type": "NewsMediaOrganization",
        "name": paper.name,
        "url": paper.website,
        "description": description,
    }
    url = of_source(paper.slug, edition)
    return collection(paper.name, url, edition, description=description, about=_said(about))


def profile(author, edition, bio, portrait=None):
    """ProfilePage of an author, whose `bio` is in the words of the edition. `portrait` as
    photos.pictures.picture makes it, with its credit."""
    url = of_author(author.slug, edition)
    work = {"@type": "Organization", "name": author.affiliation} if author.affiliation else None
    one = {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": author.name,
        "url": url,
        "description": bio,
        "affiliation": work,
        "image": media.image(media.entries([portrait])[0]) if portrait else None,
    }
    found = collection(author.name, url, edition)
    return found | {"@type": "ProfilePage", "mainEntity": _said(one)}


def breadcrumbs(edition, *steps):
    """BreadcrumbList from the home page on; `steps` are pairs of a name and a whole address."""
    steps = ((settings.SITE_NAME, of_home(edition)), *steps)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _said(found):
    return {name: said for name, said in found.items() if said}


def dumped(data):
    """As it stands in a page: safe HTML, for no text in it can end the script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
