"""Papers that republish us, and stories for them."""

from syndication import keys, secrets
from syndication.models import ApiKey, Republisher
from tests.articles import reading
from tests.articles.test_media import KEPT
from tests.factories import make_agreement, make_live, make_publication, make_user

LIST = "/api/v1/stories/"


def make_republisher(name="Harbour Post", **kwargs):
    email = f"{name.lower().replace(' ', '.')}@paper.example"
    return Republisher.objects.create(**{"name": name, "email": email} | kwargs)


def make_key(republisher=None, **kwargs):
    """(ApiKey, the key itself)."""
    secret = secrets.make()
    key = ApiKey.objects.create(
        **{
            "republisher": republisher or make_republisher(),
            "label": "website",
            "shown": secrets.shown(secret),
            "digest": secrets.digest(secret),
            "created_by": make_user("managing editor"),
        }
        | kwargs
    )
    return key, secret


def let_in(republisher=None):
    """The header of a request with a key of theirs."""
    return {"Authorization": f"Bearer {make_key(republisher)[1]}"}


def sublicensed(name="Daftar", **kwargs):
    """A translation that may be passed on, with one picture that may and one that may not."""
    paper = make_publication(name=name, slug=name.lower(), language="ar", country="JO")
    agreement = make_agreement(paper, sublicensing=True)
    ours = KEPT | {"url": "/media/ours.jpg", "partners": True}
    theirs = KEPT | {"url": "/media/theirs.jpg", "partners": False, "credit": "Zeta"}
    figures = "".join(
        f'<figure><img src="{kept["url"]}" alt=""></figure>' for kept in (ours, theirs)
    )
    return reading.full_story(
        **{
            "publication": paper,
            "agreement": agreement,
            "media": [ours, theirs],
            "picture": None,
            "body": f"<p>On Tuesdays the pumps start.</p>{figures}",
            "json_ld": {"copyrightNotice": "© Daftar"},
        }
        | kwargs
    )


def of_our_own(**kwargs):
    return make_live(**{"headline": "Ours"} | kwargs)


def per_minute(monkeypatch, number):
    monkeypatch.setattr(keys, "PER_MINUTE", number)
