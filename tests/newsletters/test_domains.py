import pytest
from django.core.management import CommandError, call_command

from newsletters import domains
from newsletters.domains import BAD, GOOD, UNKNOWN, WARNING
from tests.factories import make_newsletter
from tests.newsletters.name_server import name_server

DOMAIN = "courier.example"
BOUNCES = "bounce.courier.example"
SOUND = {
    DOMAIN: {
        "TXT": ['"v=spf1 include:relay.example -all"', '"other=1"'],
        "MX": ["10 mx.c.example."],
    },
    BOUNCES: {"TXT": ['"v=spf1 mx ~all"'], "MX": ["10 mx.c.example."]},
    f"_dmarc.{DOMAIN}": {"TXT": ['"v=DMARC1; p=reject; rua=mailto:d@courier.example"']},
    f"s1._domainkey.{DOMAIN}": {"TXT": ['"v=DKIM1; k=rsa; " "p=MIGf" "MA0G"']},
}


def found(zone=SOUND, domain=DOMAIN, silent=(), **told):
    with name_server(zone, silent) as server:
        findings = domains.inspect(domains.Zone(server, timeout=2), domain, **told)
    verdicts = {}
    for finding in findings:
        verdicts.setdefault(finding.about, []).append(finding.verdict)
    return verdicts, " ".join(finding.words for finding in findings)


def changed(name, **records):
    return {**SOUND, name: {**SOUND.get(name, {}), **records}}


def test_a_domain_in_which_all_is_well():
    verdicts, words = found(bounces=BOUNCES, selectors=["s1"])

    assert verdicts == {
        "SPF": [GOOD], "DKIM": [GOOD], "DMARC": [GOOD], "Alignment": [GOOD], "Answers": [GOOD] * 2
    }  # fmt: skip
    assert "p=reject" in words
    assert f"{BOUNCES}: v=spf1 mx ~all" in words


def test_a_domain_that_does_not_exist():
    verdicts, _ = found({}, selectors=["s1"])

    assert verdicts == {
        "SPF": [BAD], "DKIM": [BAD], "DMARC": [BAD], "Alignment": [GOOD], "Answers": [BAD]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("records", "verdict", "words"),
    [
        ([], BAD, "no record"),
        (['"spf2.0/pra -all"'], BAD, "no record"),
        (['"v=spf1 -all"', '"v=spf1 ~all"'], BAD, "2 records"),
        (['"v=spf1 +all"'], BAD, "whole world"),
        (['"v=spf1 ip4:192.0.2.1 all"'], BAD, "whole world"),
        (['"v=spf1 ip4:192.0.2.1"'], WARNING, "end it with"),
        (['"v=spf1 ?all"'], WARNING, "end it with"),
        (['"v=spf1 redirect=_spf.relay.example"'], GOOD, "redirect"),
        (['"V=SPF1 ip4:192.0.2.1 " "~all"'], GOOD, "~all"),
        (
            [f'"v=spf1 {" ".join(f"include:{n}.example" for n in range(11))} -all"'],
            BAD,
            "11 look-ups",
        ),
    ],
)
def test_spf(records, verdict, words):
    verdicts, said = found(changed(DOMAIN, TXT=records))

    assert verdicts["SPF"] == [verdict]
    assert words in said


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ('"v=DKIM1; p=abc"', GOOD),
        ('"k=ed25519; p=abc"', GOOD),
        ('"v=DKIM1; p="', BAD),
        ('"hello"', BAD),
    ],
)
def test_dkim(record, verdict):
    zone = changed(f"s1._domainkey.{DOMAIN}", TXT=[record])

    assert found(zone, selectors=["s1"])[0]["DKIM"] == [verdict]


def test_dkim_is_not_seen_without_a_selector():
    verdicts, words = found()

    assert verdicts["DKIM"] == [UNKNOWN]
    assert "--selector" in words


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        (['"v=DMARC1; p=quarantine"'], GOOD),
        (['"v=DMARC1;p=reject"'], GOOD),
        (['"v=DMARC1; p=none"'], WARNING),
        (['"v=DMARC1; rua=mailto:d@courier.example"'], BAD),
        (['"hello"'], BAD),
        ([], BAD),
    ],
)
def test_dmarc(records, verdict):
    assert found(changed(f"_dmarc.{DOMAIN}", TXT=records))[0]["DMARC"] == [verdict]


def test_dmarc_of_the_parent_counts_where_a_subdomain_has_none():
    verdicts, words = found(domain=f"daily.{DOMAIN}")

    assert verdicts["DMARC"] == [GOOD]
    assert f"_dmarc.{DOMAIN}: p=reject" in words


@pytest.mark.parametrize(
    ("bounces", "policy", "selectors", "verdict"),
    [
        ("", "v=DMARC1; p=reject; aspf=s", [], GOOD),
        (BOUNCES, "v=DMARC1; p=reject", [], GOOD),
        (BOUNCES, "v=DMARC1; p=reject; aspf=s", [], BAD),
        (BOUNCES, "v=DMARC1; p=reject; aspf=s", ["s1"], WARNING),
        ("relay.example", "v=DMARC1; p=reject", [], BAD),
        ("relay.example", "v=DMARC1; p=reject", ["s1"], WARNING),
        ("notcourier.example", "v=DMARC1; p=reject", [], BAD),
    ],
)
def test_alignment(bounces, policy, selectors, verdict):
    zone = changed(f"_dmarc.{DOMAIN}", TXT=[f'"{policy}"'])

    assert found(zone, bounces=bounces, selectors=selectors)[0]["Alignment"] == [verdict]


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ({"MX": ["0 ."]}, BAD),
        ({"MX": [], "A": ["192.0.2.1"]}, GOOD),
        ({"MX": [], "AAAA": ["2001:db8::1"]}, GOOD),
        ({"MX": []}, BAD),
    ],
)
def test_answers_need_a_mail_server(records, verdict):
    assert found(changed(DOMAIN, **records))[0]["Answers"] == [verdict]


def test_where_the_dns_does_not_say_nothing_is_claimed():
    verdicts, words = found(silent=[DOMAIN, f"_dmarc.{DOMAIN}"])

    assert verdicts["SPF"] == verdicts["DMARC"] == verdicts["Answers"] == [UNKNOWN]
    assert f"The DNS does not answer for {DOMAIN}" in words


# --- the command ------------------------------------------------------------------------


def run(*words, zone=SOUND):
    with name_server(zone) as (host, port):
        call_command("check_newsletter_domain", *words, server=f"{host}:{port}")


def test_the_command_prints_what_it_found(db, settings, capsys):
    settings.SITE_URL = "https://courier.example"

    run(DOMAIN, "--selector", "s1")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == DOMAIN
    assert [line.split()[:2] for line in lines[1:]] == [
        ["good", "SPF"], ["good", "DKIM"], ["good", "DMARC"], ["good", "Alignment"],
        ["good", "Answers"],
    ]  # fmt: skip


def test_the_command_fails_where_something_is_to_be_mended(db):
    with pytest.raises(CommandError, match="3 to be mended"):
        run(DOMAIN, zone={})


def test_without_a_domain_it_looks_at_those_of_the_lists(db, settings, capsys):
    settings.DEFAULT_FROM_EMAIL = "The Courier <news@Courier.example>"
    make_newsletter()
    make_newsletter(from_email="weekly@weekly.example")

    with pytest.raises(CommandError):
        run()

    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        DOMAIN, "weekly.example",
    ]  # fmt: skip


def test_it_says_that_one_click_needs_https(db, settings, capsys):
    settings.SITE_URL = "http://courier.example"

    run(DOMAIN)

    assert "SITE_URL is not https" in capsys.readouterr().out


@pytest.mark.parametrize("server", ["nonsense", "host:", ":53", "host:port"])
def test_a_name_server_that_is_none_is_refused_in_words(db, server):
    with pytest.raises(CommandError, match="HOST:PORT"):
        call_command("check_newsletter_domain", DOMAIN, server=server)
