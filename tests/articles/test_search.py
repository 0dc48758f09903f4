import pytest

from articles import indexing, search
from tests.factories import make_live

pytestmark = pytest.mark.django_db


def add(**kwargs):
    live = make_live(**kwargs)
    indexing.index(live)
    return live


def heads(text, language="en", **kwargs):
    found = search.find(search.read(text, language), language=language, **kwargs)
    return ["".join(piece for piece, _ in result.headline) for result in found.results]


def test_smoke():
    add(headline="München counts its bridges", body="<p>The migrants were crossing the Mediterranean.</p>")
    add(headline="Łódź", body="<p>A city of mills.</p>")
    add(headline="北京市长", body="<p>水火</p>")
    assert heads("munchen") == ["München counts its bridges"]
    assert heads("lodz") == ["Łódź"]
    assert heads("migrant cross mediterraneans") == ["München counts its bridges"]
    assert heads('"migrants were"') == ["München counts its bridges"]
    assert heads('"were migrants"') == []
    assert heads("city -mills") == []
    assert heads("city -bridges") == ["Łódź"]
    assert heads("市长") == ["北京市长"]
    assert heads("水") == ["北京市长"]
    assert search.suggestion("munchne", "en") == "münchen"
