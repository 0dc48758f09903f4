import datetime

import lxml.html
import pytest

from sources import metadata
from tests.sources.pages import QUAI, json_ld, meta, page

UTC = datetime.UTC


def read(body="", head="", lang="fr"):
    return metadata.read(lxml.html.document_fromstring(page(body, head, lang)))


def test_a_whole_page_is_read():
    found = metadata.read(lxml.html.document_fromstring(QUAI))
    assert found == metadata.Metadata(
        headline="Le port s’éveille avant la ville",
        standfirst="Un matin à la criée, avec ceux qui comptent les caisses.",
        authors=["Anne Martin", "Paul Kerec"],
        first_published_at=datetime.datetime(2026, 11, 20, 5, 15, tzinfo=UTC),
        language="fr",
        url="https://lequai.example/port/le-port-s-eveille",
    )


def test_an_empty_page_tells_nothing():
    assert read(lang="") == metadata.Metadata()


# --- headline


def test_what_several_sources_agree_on_is_the_headline():
    head = json_ld(headline="Boats: our reporter’s long story") + meta(og__title="The boats leave")
    assert read("<h1>The boats leave</h1>", head).headline == "The boats leave"


def test_json_ld_comes_first_where_nobody_agrees():
    head = json_ld(headline="One") + meta(og__title="Two") + "<title>Three</title>"
    assert read("<h1>Four</h1>", head).headline == "One"


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        (meta(og__title="Two") + "<title>Three</title>", "", "Two"),
        ("<title>Three</title>", "", "Three"),
        ("", "<h1>Four <em>boats</em></h1>", "Four boats"),
        (json_ld(headline="Boats &amp; &quot;nets&quot;"), "", 'Boats & "nets"'),
        (json_ld(headline="<i>Boats</i> of  the\u200b sea"), "", "Boats of the sea"),
        (json_ld(headline=["Boats", "Nets"]), "", "Boats"),
    ],
)
def test_a_headline_is_taken_from_where_it_is(head, body, headline):
    assert read(body, head).headline == headline


def test_a_headline_stands_as_it_is_printed():
    head = json_ld(headline="THE BOATS LEAVE") + meta(og__title="The Boats Leave")
    assert read("<h1>The boats leave</h1>", head).headline == "The boats leave"


def test_the_name_of_the_paper_is_no_part_of_the_headline():
    head = meta(og__site_name="Le Quai") + "<title>Le port s’éveille - Le Quai</title>"
    assert read("", head).headline == "Le port s’éveille"


def test_the_name_of_the_paper_may_stand_in_front():
    head = meta(og__site_name="Le Quai") + "<title>Le Quai | Le port s’éveille</title>"
    assert read("", head).headline == "Le port s’éveille"


def test_a_dash_inside_a_headline_stays():
    head = meta(og__site_name="Le Quai", og__title="Le port - un monde")
    assert read("", head).headline == "Le port - un monde"


def test_the_logo_in_a_first_level_heading_is_no_headline():
    head = meta(og__site_name="Le Quai", og__title="Le port")
    assert read("<h1>Le Quai</h1>", head).headline == "Le port"


def test_a_shortened_headline_is_completed():
    head = json_ld(headline="The boats leave before…")
    assert read("<h1>The boats leave before dawn</h1>", head).headline == (
        "The boats leave before dawn"
    )


def test_a_paragraph_in_place_of_a_headline_is_passed_over():
    assert read("<h1>Boats</h1>", json_ld(headline="x" * 301)).headline == "Boats"


# --- standfirst


@pytest.mark.parametrize(
    ("head", "standfirst"),
    [
        (json_ld(description="A morning.") + meta(og__description="Other."), "A morning."),
        (meta(og__description="Other.", description="Third."), "Other."),
        (meta(description="Third."), "Third."),
        (meta(og__description="The story begins with…", description="Third."), "Third."),
        (meta(og__description="The story begins with..."), ""),
        ("", ""),
    ],
)
def test_a_standfirst_is_a_description_that_was_not_cut(head, standfirst):
    assert read("", head).standfirst == standfirst


def test_the_standfirst_that_is_printed_goes_before_a_description():
    body = (
        "<header><p>Reportage</p><h1>Boats</h1><p>A morning at the quay, among those who count.</p>"
        '<p class="byline">By Anne Martin, who has lived at the quay for years</p></header>'
    )
    found = read(body, meta(og__description="Other."))
    assert found.standfirst == "A morning at the quay, among those who count."


def test_a_kicker_or_a_byline_is_no_standfirst():
    body = (
        '<header><p>Reportage</p><h1>Boats</h1><p class="byline">By Anne Martin, our reporter at '
        "the northern quay</p></header>"
    )
    assert read(body, meta(og__description="Other.")).standfirst == "Other."


# --- authors


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (json_ld(author={"name": "Anne Martin"}), "", ["Anne Martin"]),
        (json_ld(author=["Anne Martin", {"name": "Li Wei"}]), "", ["Anne Martin", "Li Wei"]),
        (json_ld(author="Anne Martin and Li Wei"), "", ["Anne Martin", "Li Wei"]),
        (json_ld(author="Elena X, Kabai Y"), "", ["Elena X", "Kabai Y"]),
        (json_ld(author="Анна Ким и Пётр Ли"), "", ["Анна Ким", "Пётр Ли"]),
        (json_ld(author="Ana Ortega y Gasset"), "", ["Ana Ortega y Gasset"]),
        (json_ld(author=["Anne Martin", "Anne Martin"]), "", ["Anne Martin"]),
        (json_ld(author={"name": "https://a.example/anne"}), "", []),
        (json_ld(author="anne@lequai.example"), "", []),
        (meta(author="By Anne Martin"), "", ["Anne Martin"]),
        (meta(article__author="https://social.example/anne"), "", []),
        (json_ld(author="Von Anna Lenz"), "", ["Anna Lenz"]),
        (json_ld(author="Lars von Trier"), "", ["Lars von Trier"]),
        (json_ld(author="Von Trier"), "", ["Von Trier"]),
        ("", '<p class="byline">Par <a rel="author">Anne Martin</a></p>', ["Anne Martin"]),
        ("", '<p class="byline">By Anne Martin and Li Wei</p>', ["Anne Martin", "Li Wei"]),
        ("", '<p class="byline">Published on 3 March 2026</p>', []),
        ("", f'<p class="author">{"many words " * 10}</p>', []),
        ("", '<p class="authority">No author</p>', []),
    ],
)
def test_authors_are_named_as_printed(head, body, authors):
    assert read(body, head).authors == authors


def test_an_unending_list_of_authors_ends():
    assert len(read("", json_ld(author=[f"Author {n}" for n in range(500)])).authors) == 20


# --- time


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2026-11-20T06:15:00+01:00", (2026, 11, 20, 5, 15)),
        ("2026-11-20T06:15:00Z", (2026, 11, 20, 6, 15)),
        ("2026-11-20T06:15:00.123Z", (2026, 11, 20, 6, 15)),
        ("2026-11-20T06:15+0100", (2026, 11, 20, 5, 15)),
        ("2026-11-20 06:15:00 +0100", (2026, 11, 20, 5, 15)),
        ("Fri, 20 Nov 2026 06:15:00 +0100", (2026, 11, 20, 5, 15)),
        ("2026-11-20T06:15:00", None),
        ("2026-11-20", None),
        ("20 novembre 2026", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("", None),
    ],
)
def test_a_moment_needs_its_hour_and_its_zone(printed, expected):
    found = metadata.moment(printed)
    assert (found and found.astimezone(UTC).replace(microsecond=0)) == (
        expected and datetime.datetime(*expected, tzinfo=UTC)
    )


def test_an_exact_time_is_looked_for_in_every_place():
    head = json_ld(datePublished="2026-11-20") + meta(
        article__published_time="2026-11-20T06:15:00+01:00"
    )
    found = read("", head)
    assert found.first_published_at == datetime.datetime(2026, 11, 20, 5, 15, tzinfo=UTC)
    assert found.published_as_printed == ""


def test_a_date_without_its_hour_is_passed_on_as_printed():
    found = read('<time datetime="2026-11-20">20 nov.</time>')
    assert found.first_published_at is None
    assert found.published_as_printed == "2026-11-20"


def test_the_time_that_says_it_is_of_publication_goes_first():
    body = (
        '<time datetime="2026-11-22T10:00:00Z">now</time>'
        '<time itemprop="datePublished" datetime="2026-11-20T06:15:00Z">then</time>'
    )
    assert read(body).first_published_at.day == 20


# --- language and address


@pytest.mark.parametrize(
    ("head", "lang", "expected"),
    [
        (json_ld(inLanguage="pt-BR"), "en", "pt-BR"),
        ("", "fr-fr", "fr-FR"),
        ("", "zh-hans-cn", "zh-Hans-CN"),
        (meta(og__locale="fa_IR"), "", "fa-IR"),
        ("", "nonsense-code-x", ""),
        (json_ld(inLanguage={"name": "French"}), "fr", "fr"),
        (meta(og__locale="he_IL"), "x" * 50, "he-IL"),
        ("", "", ""),
    ],
)
def test_a_language_is_a_code_that_is_known(head, lang, expected):
    assert read("", head, lang).language == expected


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://lequai.example/port", "https://lequai.example/port"),
        ("HTTPS://LeQuai.Example/Port", "https://lequai.example/Port"),
        ("https://lequai.example", "https://lequai.example/"),
        ("https://lequai.example:8443/port", "https://lequai.example:8443/port"),
        ("https://lequai.example/port#comments", "https://lequai.example/port"),
        ("https://lequai.example/?id=7&utm_source=x&fbclid=y", "https://lequai.example/?id=7"),
        ("https://lequai.example/?q=a%20b", "https://lequai.example/?q=a%20b"),
        (" https://lequai.example/po\u200brt\n", "https://lequai.example/port"),
        ("https://порт.example/лодки", "https://порт.example/лодки"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("ftp://lequai.example/", ""),
        ("//lequai.example/port", ""),
        ("/port", ""),
        ("https://user:secret@lequai.example/", ""),
        ("https://lequai.example:notaport/", ""),
        ("https://[::1", ""),
        ("https://localhost/", ""),
        ("https://", ""),
        ("", ""),
        (f"https://lequai.example/{'x' * 500}", ""),
    ],
)
def test_an_address_is_one_of_the_web_without_what_follows_readers(url, clean):
    assert metadata.clean_url(url) == clean


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/x">' + meta(og__url="https://a.example/y"),
         "https://a.example/x"),
        (meta(og__url="https://a.example/y"), "https://a.example/y"),
        (json_ld(url="https://a.example/z"), "https://a.example/z"),
        (json_ld(mainEntityOfPage={"@id": "https://a.example/z"}), "https://a.example/z"),
        ('<link rel="canonical" href="https://a.example/">' + meta(og__url="https://a.example/y"),
         "https://a.example/y"),
        ('<link rel="canonical" href="/x">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_page_calls_its_own(head, url):
    assert read("", head).url == url


# --- firms, printed names and zones


FIRM = {"@type": "Organization", "name": "Le Quai"}


def test_the_paper_itself_is_no_author():
    assert read("<p>Text</p>", json_ld(author=FIRM, publisher=FIRM)).authors == []


def test_the_paper_is_an_author_where_its_byline_says_so():
    body = '<p class="byline">Par Le Quai</p>'
    assert read(body, json_ld(author=FIRM, publisher=FIRM)).authors == ["Le Quai"]


def test_an_agency_is_an_author():
    agency = {"@type": "Organization", "name": "AFP"}
    assert read("", json_ld(author=agency, publisher=FIRM)).authors == ["AFP"]


def test_the_names_of_other_stories_are_no_bylines():
    body = '<div class="related"><span class="author">Li Wei</span></div>'
    assert read(body).authors == []


def test_a_byline_without_a_name_of_its_own_is_found_beneath_the_headline():
    head = meta(og__title="Boats")
    assert read("<h1>Boats</h1><div>By Anne Martin</div><p>Text.</p>", head).authors == [
        "Anne Martin"
    ]


def test_a_zone_is_taken_from_the_change_in_the_same_hand():
    head = json_ld(datePublished="2026-11-20T07:15:00", dateModified="2026-11-21T09:00:00+01:00")
    assert read("", head).first_published_at == datetime.datetime(2026, 11, 20, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize("name", ["standfirst", "article__lead", "post-excerpt", "chapo", "bajada"])
def test_a_standfirst_is_known_by_what_it_is_called(name):
    lead = "A morning at the quay, among those who count."
    found = read(f'<h1>Boats</h1><div class="{name}">{lead}</div>', meta(og__title="Boats"))
    assert (found.standfirst, found.standfirst_printed) == (lead, True)


def test_a_guessed_zone_leaves_the_date_as_it_is_printed():
    found = read("<h1>Boats</h1><p>20.11.2026, 06:15 Uhr</p>", lang="de")
    assert found.first_published_at == datetime.datetime(2026, 11, 20, 5, 15, tzinfo=UTC)
    assert found.published_as_printed == "20.11.2026, 06:15"


def test_who_took_the_pictures_has_not_written_the_story():
    body = "<h1>Boats</h1><p>By Ann Lee</p><span class=byline>Photograph by Bo Ray</span>"
    assert read(body).authors == ["Ann Lee"]


def test_an_empty_byline_hides_none_that_is_printed():
    body = "<h1>Boats</h1><p>Por Ann Lee, q1 PI</p><span class=author></span>"
    assert "Ann Lee" in read(body).authors


def test_the_paper_with_its_town_is_no_author():
    head = meta(og__site_name="The Quay") + meta(author="The Quay, Brest, France")
    assert read("<h1>Boats</h1>", head).authors == []


def test_all_names_of_a_byline_are_read_where_only_some_are_marked():
    body = "<p>By <span class=byline-author>Ann Lee</span>, Bo Ray and Cy Fox</p>"
    assert read(f"<h1>Boats</h1>{body}").authors == ["Ann Lee", "Bo Ray", "Cy Fox"]


def test_what_follows_a_marked_name_is_no_name():
    body = "<p>By <span class=byline-author>Ann Lee</span>, special to the harbour</p>"
    assert read(f"<h1>Boats</h1>{body}").authors == ["Ann Lee"]


def test_a_person_in_print_goes_before_the_paper_that_is_told():
    body = '<p class="byline">Par Anne Martin Le Quai</p>'
    assert read(body, json_ld(author=FIRM, publisher=FIRM)).authors == ["Anne Martin"]


def test_an_agency_beside_a_name_in_print_is_no_author():
    body = "<p class=byline>By Ann Lee</p><p class=byline>Associated Press</p>"
    assert read(f"<h1>Boats</h1>{body}").authors == ["Ann Lee"]


@pytest.mark.parametrize(
    ("lang", "headline", "language"),
    [("en", "法国全国大罢工", "zh"), ("ja", "東京株式市場", "ja"), ("", "הנמל מתעורר", "he"),
     ("uk", "Порт прокидається", "uk"), ("fr", "Le port", "fr")],
)  # fmt: skip
def test_a_headline_corrects_the_language_of_a_template(lang, headline, language):
    assert read("", meta(og__title=headline), lang).language == language


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Boats</h1><p>Published Nov. 20, 2026, 6:15 AM GMT</p>",
        "<h1>Boats</h1><p>Updated Nov. 21, 2026, 9:00 AM GMT</p><p>Nov. 20, 2026, 6:15 AM GMT</p>",
        '<div class="article-date">Nov. 20, 2026, 6:15 AM GMT</div><h1>Boats</h1>',
        "<h1>Boats</h1><time>Nov. 20, 2026, 6:15 AM GMT</time>",
    ],
)
def test_a_printed_date_in_words_is_the_date(body):
    found = read(body, meta(og__title="Boats"), lang="en")
    assert found.first_published_at == datetime.datetime(2026, 11, 20, 6, 15, tzinfo=UTC)
