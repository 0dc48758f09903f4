"""What search engines are told of our pages in the words of schema.org, equal to what the pages
show. Every function returns plain data; articles.templatetags.stories.json_ld writes it down.

Of a story it is made at publish and kept in its LiveArticle.
"""

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from articles import media
from articles.addresses import of_story

CONTEXT = "https://schema.org"
# A digest tells of its original, but is no translation of it.
NO_TRANSLATION = {"digest"}


def news_article(fields, first_published_at, published_at, policies=None):
    """schema.org NewsArticle of a LiveArticle's fields; shapes as in articles.rendering."""
    url = of_story(fields["path"])
    section = (fields["section_name"], f"{settings.SITE_URL}/{fields['path'].split('/')[0]}/")
    told = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": f"{url}#story",
        "url": url,
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": url,
            "breadcrumb": breadcrumbs(section, (fields["headline"], url)),
        },
        "headline": fields["headline"],
        "description": fields["standfirst"],
        "inLanguage": fields["language"],
        "articleSection": fields["section_name"],
        "datePublished": first_published_at.isoformat(),
        "dateModified": max(first_published_at, published_at).isoformat(),
        "author": [person(one) for one in fields["byline"]] or [_reference()],
        "publisher": publisher(policies),
        "keywords": [tag["name"] for tag in fields["tag_list"]],
        "isAccessibleForFree": True,
        "timeRequired": f"PT{fields['reading_minutes']}M",
        "dateline": fields["dateline"],
        "translator": _team(fields, "translator"),
        "editor": _team(fields, "editor"),
        "image": [media.image(kept) for kept in fields["media"]],
        "correction": [_correction(note) for note in fields["corrections_shown"]],
    }
    told |= _of_original(fields["source"], first_published_at.year)
    return {name: said for name, said in told.items() if said}


def _team(fields, role):
    return [person(one) for one in fields["team"] if one["role"] == role]


def person(one):
    url = f"{settings.SITE_URL}/author/{one['slug']}/"
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
    work = {name: said for name, said in work.items() if said}
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
        "name": note["label"],
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
            "url": media.absolute(static("site/favicon.svg")),
        },
        **(policies or {}),
    }


def _reference():
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.SITE_URL}/#publisher",
        "name": settings.SITE_NAME,
    }


# --- pages that list stories


def home(language, policies=None):
    """The paper, and its site with the search in it."""
    site = {
        "@type": "WebSite",
        "@id": f"{settings.SITE_URL}/#site",
        "url": f"{settings.SITE_URL}/",
        "name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "inLanguage": language,
        "publisher": {"@id": f"{settings.SITE_URL}/#publisher"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{settings.SITE_URL}/search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": CONTEXT, "@graph": [publisher(policies), site]}


def collection(name, path, cards, *, description="", language="", about=None):
    """CollectionPage of the list at `path`, with the stories that it shows, in order."""
    return {"@context": CONTEXT, **_collection(name, path, cards, description, language, about)}


def _collection(name, path, cards, description, language, about):
    url = media.absolute(path)
    found = {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": language,
        "about": about,
        "isPartOf": {"@id": f"{settings.SITE_URL}/#site"},
        "breadcrumb": breadcrumbs((name, url)),
        "mainEntity": _listed(cards),
    }
    return {name: said for name, said in found.items() if said}


def source(paper, path, cards, *, language=""):
    """The page about a partner paper."""
    about = {
        "@type": "NewsMediaOrganization",
        "name": paper.name,
        "url": paper.website,
        "description": paper.description,
    }
    about = {name: said for name, said in about.items() if said}
    return collection(
        paper.name, path, cards, description=paper.description, language=language, about=about
    )


def profile(author, path, cards, *, portrait=None, language=""):
    """ProfilePage of an author. `portrait` as photos.pictures.picture makes it, with its
    credit."""
    url = media.absolute(path)
    one = {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": author.name,
        "url": url,
        "description": author.bio,
        "affiliation": author.affiliation and {"@type": "Organization", "name": author.affiliation},
        "image": portrait and media.image(media.entries([portrait])[0]),
    }
    found = _collection(author.name, path, cards, "", language, None)
    found |= {"@type": "ProfilePage", "hasPart": found.pop("mainEntity", None)}
    found["mainEntity"] = {name: said for name, said in one.items() if said}
    return {"@context": CONTEXT, **{name: said for name, said in found.items() if said}}


def breadcrumbs(*steps):
    """BreadcrumbList from the home page on; `steps` are pairs of a name and a whole address."""
    steps = ((settings.SITE_NAME, f"{settings.SITE_URL}/"), *steps)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _listed(cards):
    found = [
        {"@type": "ListItem", "position": number, "url": of_story(card.path)}
        for number, card in enumerate(cards, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": found} if found else None
