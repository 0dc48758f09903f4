import datetime
import time

import pytest

from sources import feeds
from tests.sources.feed_server import item, rss

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
URL = "https://paper.example/feed"


def read(feed, **kwargs):
    body = feed if isinstance(feed, bytes) else feed.encode()
    return feeds.read(body, **{"url": URL, "now": NOW} | kwargs)


def only(feed):
    (entry,) = read(feed).entries
    return entry


# --- the three kinds


def test_an_rss_2_feed_is_read():
    entry = only(
        rss(
            item(
                1,
                title="Le port se tait",
                link="https://paper.example/port?utm_source=rss#top",
                date="Fri, 20 Nov 2026 08:30:00 +0100",
                more="<dc:creator>Par Léa Marin, Jean Roux</dc:creator>"
                "<category>Économie</category><description>"
                "&lt;p&gt;Un &lt;b&gt;matin&lt;/b&gt;.&lt;/p&gt;</description>",
            )
        )
    )
    assert entry == feeds.Entry(
        url="https://paper.example/port",
        headline="Le port se tait",
        summary="Un matin.",
        authors=["Léa Marin", "Jean Roux"],
        section="Économie",
        published_at=datetime.datetime(2026, 11, 20, 7, 30, tzinfo=datetime.UTC),
    )


def test_an_atom_feed_is_read():
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Uferzeitung</title><entry>'
        '<title type="html">Der &amp;amp; die &lt;em&gt;Zug&lt;/em&gt;</title>'
        '<link rel="alternate" href="/zug"/><id>urn:1</id>'
        "<updated>2026-11-21T10:00:00+01:00</updated><author><name>Malte Osterkamp</name></author>"
        '<category term="12"/><category term="reise" label="Reise"/><summary>Kurz.</summary>'
        "</entry></feed>"
    )
    assert entry.url == "https://paper.example/zug"
    assert entry.headline == "Der & die Zug"
    assert entry.authors == ["Malte Osterkamp"]
    assert entry.section == "Reise"
    assert entry.published_at == datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


def test_an_rss_1_feed_is_read():
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://paper.example/"><title>P</title></channel>'
        '<item rdf:about="https://paper.example/1"><title>一つ</title>'
        "<link>https://paper.example/1</link><dc:date>2026-11-20T09:00:00+09:00</dc:date>"
        "<dc:language>ja</dc:language></item></rdf:RDF>"
    )
    assert (entry.headline, entry.language) == ("一つ", "ja")
    assert entry.published_at == datetime.datetime(2026, 11, 20, 0, 0, tzinfo=datetime.UTC)


# --- one entry


def test_arabic_keeps_its_letters_and_loses_its_invisible_ones():
    entry = only(rss(item(title="المدينة تتنفس‮ من البحر")))
    assert entry.headline == "المدينة تتنفس من البحر"


def test_a_windows_1256_feed_is_read_in_its_own_letters():
    feed = rss(item(title="المدينة")).replace("utf-8", "windows-1256")
    assert read(feed.encode("cp1256")).entries[0].headline == "المدينة"


def test_a_charset_of_the_server_goes_before_that_of_the_file():
    feed = rss(item(title="Été")).replace(' encoding="utf-8"', "")
    assert read(feed.encode("latin-1"), charset="iso-8859-1").entries[0].headline == "Été"


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("2026-11-20T08:30:00", (2026, 11, 20, 8, 30)),
        ("Fri, 20 Nov 2026 08:30:00", (2026, 11, 20, 8, 30)),
        ("Fri, 20 Nov 2026 08:30:00 EST", (2026, 11, 20, 13, 30)),
    ],
)
def test_a_date_without_a_zone_is_taken_for_universal_time(printed, read_as):
    moment = only(rss(item(date=printed))).published_at
    assert moment == datetime.datetime(*read_as, tzinfo=datetime.UTC)


def test_a_date_in_the_future_is_now():
    assert only(rss(item(date="Fri, 20 Nov 2037 08:30:00 GMT"))).published_at == NOW


@pytest.mark.parametrize("printed", ["yesterday", "0001-01-01T00:00:00Z", "Fri, 99 Nov 2026"])
def test_a_date_that_is_none_is_left_out(printed):
    assert only(rss(item(date=printed))).published_at is None


def test_an_address_that_counts_readers_is_taken_for_the_story_s_own():
    feed = rss(item(link="https://paper.example/1?id=7&amp;utm_medium=feed&amp;fbclid=x"))
    assert only(feed).url == "https://paper.example/1?id=7"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://a.example/1", "http://[", "mailto:a@b"]
)
def test_an_entry_without_an_address_of_the_web_is_left_out(link):
    assert read(rss(item(link=link), item(2))).entries[0].url == "https://paper.example/2"
    assert len(read(rss(item(link=link), item(2))).entries) == 1


def test_an_entry_without_a_headline_is_left_out():
    assert read(rss(item(title="&lt;br&gt; "))).entries == []


def test_an_address_named_twice_is_one_story():
    found = read(rss(item(1, title="New"), item(1, title="Old"))).entries
    assert [entry.headline for entry in found] == ["New"]


def test_what_blog_software_adds_is_no_part_of_a_summary():
    told = "<description>&lt;p&gt;Told.&lt;/p&gt; The post X appeared first on Y.</description>"
    assert only(rss(item(more=told))).summary == "Told."


def test_scripts_are_no_part_of_a_summary():
    told = "<description>&lt;script&gt;alert(1)&lt;/script&gt;Told.</description>"
    assert only(rss(item(more=told))).summary == "Told."


def test_a_summary_that_repeats_the_headline_gives_way_to_the_text():
    more = "<description>Port</description><content:encoded>A morning.</content:encoded>"
    assert only(rss(item(title="Port", more=more))).summary == "A morning."


def test_a_long_text_is_cut_between_words():
    cut = only(rss(item(more=f"<description>{'word ' * 400}</description>"))).summary
    assert len(cut) <= feeds.MAX_SUMMARY
    assert cut.endswith("word…")


def test_a_long_text_without_spaces_is_cut_too():
    assert len(only(rss(item(title="字" * 900))).headline) == 300


def test_links_to_other_sites_are_kept_without_their_counters():
    text = (
        '<description>&lt;a href="https://other.example/2?utm_source=x"&gt;o&lt;/a&gt; '
        '&lt;a href="/own"&gt;own&lt;/a&gt;</description>'
    )
    assert only(rss(item(more=text))).links == ["https://other.example/2"]


def test_the_language_of_a_whole_feed_is_not_believed():
    assert only(rss(item(), channel="<language>en-us</language>")).language == ""


# --- how it wants to be asked


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("", 0),
        ("<ttl>90</ttl>", 90),
        ("<ttl>soon</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>"
         "<sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod>daily</sy:updatePeriod><ttl>60</ttl>", 1440),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>"
         "<sy:updateFrequency>0</sy:updateFrequency>", 60),
    ],
)  # fmt: skip
def test_a_feed_says_how_long_it_wants_to_be_left_alone(said, minutes):
    assert read(rss(item(), channel=said)).minutes == minutes


def test_a_feed_names_hours_in_which_it_sleeps():
    said = "<skipHours><hour>1</hour><hour> 23 </hour><hour>24</hour></skipHours>"
    assert read(rss(item(), channel=said)).quiet_hours == [0, 1, 23]


def test_a_feed_that_would_always_sleep_is_not_believed():
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    said = f"<skipHours>{hours}</skipHours>"
    assert read(rss(item(), channel=said)).quiet_hours == []


# --- what is no feed, and what means harm


def test_a_page_names_its_feeds():
    page = (
        "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'>"
        "<link rel='alternate' type='application/atom+xml' href='https://b.example/atom'></head>"
    )
    with pytest.raises(feeds.NoFeed, match="web page, not a feed") as refused:
        read(page)
    assert refused.value.offers == ["https://paper.example/rss", "https://b.example/atom"]
    assert "https://paper.example/rss or https://b.example/atom" in str(refused.value)


def test_a_page_without_feeds_is_called_one():
    with pytest.raises(feeds.NoFeed, match="names no feed of its own"):
        read("<!doctype html><html><body>Hello</body></html>")


@pytest.mark.parametrize("body", [b"", b"\x00" * 99, b"\x1f\x8b\x08\x00", b"Not found", b"{}"])
def test_what_is_neither_is_refused_in_words(body):
    with pytest.raises(feeds.NoFeed, match="neither RSS nor Atom"):
        read(body)


def test_an_empty_feed_is_a_feed():
    assert read(rss()).entries == []


def test_a_broken_feed_gives_what_can_be_read():
    broken = rss(item(1, title="A & B"), item(2))[:-16]
    assert [entry.headline for entry in read(broken).entries] == ["A & B", "Histoire 2"]


def test_entities_that_multiply_are_not_unfolded():
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(10)
    )
    feed = f"<!DOCTYPE rss [{entities}]>" + rss(item(title="&e9;")).partition("?>")[2]
    begun = time.monotonic()
    assert all(len(entry.headline) <= 300 for entry in read(feed).entries)
    assert time.monotonic() - begun < 20


def test_files_of_this_machine_are_not_read_into_a_feed():
    feed = '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    assert read(feed + rss(item(title="a&e;b")).partition("?>")[2]).entries[0].headline in (
        "ab", "a&e;b",
    )  # fmt: skip


def test_a_name_of_a_file_is_no_feed(tmp_path):
    (tmp_path / "feed.xml").write_text(rss(item()))
    with pytest.raises(feeds.NoFeed):
        read(str(tmp_path / "feed.xml"))


def test_a_huge_feed_is_refused():
    with pytest.raises(feeds.NoFeed, match="larger than 5 MB"):
        read(b" " * (feeds.MAX_BYTES + 1))


def test_of_very_many_entries_the_first_are_read():
    found = read(rss(*(item(n) for n in range(feeds.MAX_ENTRIES + 5)))).entries
    assert len(found) == feeds.MAX_ENTRIES
    assert found[0].url.endswith("/0")


@pytest.mark.parametrize(
    "piece", ["<", "&", "<a>", "<!--", "&lt;a ", "&lt;script&gt;", "The post "]
)
def test_endless_repetition_takes_no_endless_time(piece):
    begun = time.monotonic()
    read(rss(item(more=f"<description>{piece * 20_000}</description>")))
    assert time.monotonic() - begun < 20
