"""What the schema of ninjs 3.1 allows (iptc/newsinjson, specification/ninjs-schema_3.1.json), as
far as our stories use it: which properties there are, and of which kind."""

import datetime
from urllib.parse import urlsplit


def uri(said):
    assert urlsplit(said).scheme, said


def moment(said):
    assert datetime.datetime.fromisoformat(said).tzinfo, said


def words(said):
    assert isinstance(said, str), said
    assert said


def number(said):
    assert isinstance(said, int), said


def one_of(*allowed):
    def check(said):
        assert said in allowed, said

    return check


def thing(required=(), **properties):
    def check(said):
        assert isinstance(said, dict), said
        assert set(required) <= set(said), said
        assert set(said) <= set(properties), set(said) - set(properties)
        for name, value in said.items():
            properties[name](value)

    return check


def many(check):
    def each(said):
        assert isinstance(said, list), said
        assert said
        for one in said:
            check(one)

    return each


VALUED = {"role": words, "contentType": words, "value": words}
NAMED = {"name": words, "rel": words, "uri": uri, "literal": words}
RENDITION = thing(
    ["name"], name=words, href=uri, contentType=words, title=words, width=number, height=number,
    sizeInBytes=number, format=words,
)  # fmt: skip
PROPERTIES = {
    "uri": uri,
    "type": one_of("text", "picture", "composite"),
    "representationType": one_of("full", "partial"),
    "profile": words,
    "version": words,
    "firstCreated": moment,
    "versionCreated": moment,
    "contentCreated": moment,
    "embargoedUntil": moment,
    "pubStatus": one_of("usable", "withheld", "canceled"),
    "copyrightHolder": words,
    "copyrightNotice": words,
    "usageTerms": words,
    "edNote": words,
    "language": words,
    "descriptions": many(thing(["value"], **VALUED)),
    "headlines": many(thing(["value"], **VALUED)),
    "bodies": many(thing(["value"], charCount=number, wordCount=number, **VALUED)),
    "people": many(thing(**NAMED)),
    "subjects": many(thing(**NAMED)),
    "infoSources": many(thing(name=words, role=words, uri=uri, literal=words)),
    "title": words,
    "by": words,
    "slugline": words,
    "located": words,
    "renditions": many(RENDITION),
    "altIds": many(thing(role=words, value=words)),
    "standard": thing(name=words, version=words, schema=uri),
    "rightsInfo": thing(["linkedRights"], linkedRights=uri, langId=uri),
}
ASSOCIATION = thing(["name", "uri"], name=words, rel=words, **PROPERTIES)
valid = thing(["uri"], associations=many(ASSOCIATION), **PROPERTIES)
