"""What stands between a story and its readers: the only gate.

Publishing, scheduling, the scheduled task and every later way out ask `problems`.
"""

import unicodedata
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.text import Truncator

from articles import bylines, checking, counting, editions
from articles.models import Article, Byline, LiveArticle, PhotoUse, Redirect
from photos.models import Photo
from photos.problems import credit_problems
from prose import blocks
from sources import licensing
from sources.models import Use

COPY = ("copy-check", "copy-warnings")  # codes of what the copy checks say
# Of a paragraph of so few English words nothing can be said.
_TOO_SHORT_TO_TELL = 8


@dataclass(frozen=True)
class Problem:
    """One obstacle, worded for people. A Problem that does not block is a warning, which a
    managing editor may override with a reason."""

    code: str
    message: str
    field: str = ""  # of the story form
    photo: int | None = None
    agreement: int | None = None
    snapshot: int | None = None
    sources: tuple = ()  # ids of blocks of the original
    checked: tuple = ()  # what the copy checks found
    blocks: bool = True

    @property
    def key(self):
        """What exactly was seen by who overrides it: this photograph, this changed original,
        these findings."""
        marks = "+".join(one.fingerprint[:8] for one in self.checked)
        subject = self.photo or self.snapshot or marks
        return f"{self.code}#{subject}" if subject else self.code


def problems(article, *, at=None, report=None):
    """Everything that speaks against showing this story to readers at the moment `at`. `report`
    is that of the copy checks where the caller has it already."""
    at = at or timezone.now()
    found = [*_missing(article), *_address(article), *_names(article), *_pictures(article, at)]
    found += machine_drafts(article)
    if article.snapshot:
        found += [*_rights(article, at), *_source(article), *coverage(article)]
    return [*found, *copy(report or checking.report(article))]


def blockers(found):
    return [problem for problem in found if problem.blocks]


def warnings(found):
    return [problem for problem in found if not problem.blocks]


def used_this_month(publication, at, *, besides=None):
    """{agreement id: stories first published in the calendar month of `at`}. A story counts
    in the month it first appeared, also when it was withdrawn later."""
    start, end = licensing.month_of(at)
    used = LiveArticle.objects.filter(
        publication=publication, first_published_at__gte=start, first_published_at__lt=end
    ).exclude(article=besides)
    return dict(used.order_by().values_list("agreement").annotate(n=Count("pk")))


def path_of(article):
    return f"{article.section.slug}/{article.slug}" if article.section else ""


def uncovered(article):
    """Ids of source blocks that the text neither renders nor marks as left out.

    A block that still reads as it does in the original counts as not rendered.
    """
    ours = {}
    for block in blocks.read(article.body):
        for source in block.sources:
            ours.setdefault(source, []).append(block.text)
    original = {b["id"]: blocks.text(f"<p>{b['html']}</p>") for b in article.snapshot.blocks}
    return [
        block
        for block, text in original.items()
        if block not in article.cut_blocks and not _rendered(text, ours.get(block, []))
    ]


def _rendered(original, texts):
    # A short block (a name, a year) may well read the same in both languages, if both are
    # written in Latin letters.
    return any(text and (text != original or _reads_the_same(original)) for text in texts)


def _reads_the_same(original):
    return len(original) < 25 and all(
        "LATIN" in unicodedata.name(letter, "") for letter in original if letter.isalpha()
    )


def _missing(article):
    wanted = {
        "headline": "The story has no headline.",
        "body": "The story has no text.",
        "section": "Choose the section in which readers find it.",
    }
    for field, message in wanted.items():
        if not getattr(article, field):
            yield Problem(f"no-{field}", message, field)
    if not article.standfirst:
        yield Problem("no-standfirst", "The standfirst is empty.", "standfirst", blocks=False)


def _address(article):
    if not article.slug:
        yield Problem("no-slug", "The story has no address (slug).", "slug")
        return
    path, edition = path_of(article), editions.of(article.language)
    here = LiveArticle.objects.filter(edition=edition, path=path).exclude(article=article)
    before = Redirect.objects.filter(edition=edition, old_path=path).exclude(live__article=article)
    if here.values("pk").union(before.values("pk"), all=True)[:1]:
        yield address_taken(path)


def address_taken(path):
    message = f"Another story has, or had, the address /{path}/. Choose another slug."
    return Problem("address-taken", message, "slug")


def _names(article):
    roles = {byline.role for byline in article.bylines.all()}
    if not roles & set(bylines.WRITING):
        yield Problem("no-byline", "Nobody is named as the writer.", "bylines")
    if article.snapshot and "translator" not in roles:
        message = "The translator is not named in the bylines."
        yield Problem("translator-unnamed", message, "bylines", blocks=False)


def _pictures(article, at):
    inline = blocks.photo_ids(article.body)
    wanted = [*inline, article.lead_photo_id]
    photos = Photo.objects.with_credit().in_bulk([pk for pk in wanted if pk])
    article.photos = photos
    for pk in inline:
        if pk not in photos:
            message = f"An inline photograph (number {pk}) no longer exists. Take it out."
            yield Problem("photo-missing", message, "body")
    day = timezone.localdate(at)
    elsewhere = _used_elsewhere(article, photos.values())
    for photo in photos.values():
        for found in credit_problems(photo, day, shown_elsewhere=photo.pk in elsewhere):
            yield Problem(
                found.code,
                found.message,
                "lead_photo" if photo.pk == article.lead_photo_id else "body",
                photo=photo.pk,
                blocks=found.blocks,
            )


def _used_elsewhere(article, photos):
    """Ids of the photographs licensed for one story that another one has shown."""
    once = [photo for photo in photos if photo.credit_line and photo.credit.single_use]
    if not once:
        return set()
    others = PhotoUse.objects.exclude(live__article=article).filter(photo__in=once)
    return set(others.values_list("photo", flat=True))


def rights(article, at):
    """The Verdict of sources.licensing for this story at that moment."""
    original = article.snapshot.original
    return licensing.find(
        publication=original.publication,
        language=article.language,
        use=article.use,
        at=at,
        published_at=original.first_published_at,
        used_this_month=used_this_month(original.publication, at, besides=article),
    )


def _rights(article, at):
    if article.snapshot.original.withdrawn_at:
        yield Problem("original-withdrawn", "The original was withdrawn by its publisher.")
    # What is live came out under its agreement: a correction must be able to follow, but not
    # another use or language.
    live = getattr(article, "live", None)
    same = live and (live.use, live.language) == (article.use, article.language)
    if same and live.withdrawn_at is None:
        return
    verdict = article.verdict = rights(article, at)
    for found in verdict.problems:
        agreement = found.agreement.pk if found.agreement else None
        yield Problem(found.code, found.message, "use", agreement=agreement)
    if verdict.agreement and verdict.agreement.link_back and not article.original.url:
        message = "The agreement asks for a link to the original, whose address is not known."
        yield Problem("no-link-back", message, "use", agreement=verdict.agreement.pk)


def _source(article):
    if article.outdated:
        message = "The original has changed since it was translated. Compare, then decide."
        newest = article.original.latest_snapshot_id
        yield Problem("outdated", message, "body", snapshot=newest, blocks=False)


def coverage(article):
    """The Problem of paragraphs that nobody translated: before a story is handed in, too."""
    if article.snapshot is None or article.use not in (Use.FULL, Use.ABRIDGED):
        return
    if missing := uncovered(article):
        settled = "neither translated nor marked as left out"
        number, words = _place(article, missing[0])
        message = f"The {number} paragraph of the original ({words}) is {settled}."
        if len(missing) > 1:
            first = f"first the {number} ({words})"
            message = f"{len(missing)} paragraphs of the original are {settled}: {first}."
        yield Problem("untranslated", message, "body", sources=tuple(missing))


def looks_unfinished(article):
    """The warning of paragraphs whose rendering has less than half the words to be expected:
    perhaps somebody began them and went on elsewhere. Asked of full translations only."""
    if article.snapshot is None or article.use != Use.FULL:
        return
    if found := _thin(article):
        block, written, about = found[0]
        number, words = _place(article, block)
        said = f"{written} of about {about} {counting.unit(article.language)}"
        message = f"The {number} paragraph of the original ({words}) looks unfinished: {said}."
        if len(found) > 1:
            message = f"{len(found)} paragraphs look unfinished: first the {number} of the original"
            message += f" ({words}), {said}."
        sources = tuple(block for block, _, _ in found)
        yield Problem("looks-unfinished", message, "body", sources=sources, blocks=False)


def _thin(article):
    """(source block, words written, words expected) of what looks unfinished, in order. Blocks
    that share a paragraph, and paragraphs that share a block, are looked at together."""
    rate = counting.factor(article.original.language, article.language)
    least = _TOO_SHORT_TO_TELL * counting.factor("en", article.language)
    waiting = set(uncovered(article))
    theirs = {
        b["id"]: counting.count(blocks.text(f"<p>{b['html']}</p>")) for b in article.snapshot.blocks
    }
    found = {}
    for sources, written in _together(article.body):
        about = rate * sum(theirs.get(block, 0) for block in sources)
        if about >= least and written < about / 2 and not sources & waiting:
            told = written, counting.expected(about, 1)
            found |= dict.fromkeys(sources, told)
    return [(block, *found[block]) for block in theirs if block in found]


def _together(body):
    """[(ids of source blocks, words of ours)], no id in two of them."""
    groups = []
    for block in blocks.read(body):
        if not block.sources:
            continue
        sources, words = set(block.sources), counting.count(block.text)
        for group in [group for group in groups if group[0] & sources]:
            groups.remove(group)
            sources, words = sources | group[0], words + group[1]
        groups.append((sources, words))
    return groups


def _place(article, block):
    """("5th", its first words in quotation marks)."""
    order = [b["id"] for b in article.snapshot.blocks]
    number = order.index(block)
    text = blocks.text(f"<p>{article.snapshot.blocks[number]['html']}</p>")
    return counting.ordinal(number + 1), _quoted(text)


def _quoted(text):
    """The first words. Unicode's isolates around them keep a text that runs from right to left
    from turning the sentence about it."""
    return f"“\u2068{Truncator(text).chars(40)}\u2069”"


def machine_drafts(article):
    """The Problem of paragraphs that are still a machine's words, before a hand-in, too."""
    drafted = [block for block in blocks.read(article.body) if block.draft and block.text]
    if drafted:
        are = "1 paragraph is" if len(drafted) == 1 else f"{len(drafted)} paragraphs are"
        first = _quoted(drafted[0].text)
        message = f"{are} still a machine draft ({first}): change the words, or confirm them."
        yield Problem("machine-draft", message, "body")


def copy(report):
    """The Problem of what the copy checks find wrong. It is mended, or dismissed with a reason;
    over what is neither, a managing editor may publish, with one as well."""
    if not (found := report.of("blocker")):
        return
    message = f"The copy checks find this wrong: {found[0].message}"
    if len(found) > 1:
        message = f"The copy checks find {len(found)} things wrong. The first: {found[0].message}"
    yield Problem("copy-check", message, "body", checked=tuple(found), blocks=False)


def checked(found):
    """What the copy checks found, of all that stands behind these Problems."""
    return [one for problem in found for one in problem.checked]


def unfinished(article):
    """What a translator must settle before editors see the story, or one of them approves it."""
    return [*coverage(article), *machine_drafts(article)]


def remarks(article, report=None):
    """Warnings for who hands in or approves: paragraphs that look unfinished, comments that are
    open, what the copy checks are not sure of. They do not stand at the gate itself: neither a
    guess nor a question asked at night must hold back a scheduled story or a correction."""
    yield from looks_unfinished(article)
    if number := len((report or checking.report(article)).of("warning")):
        message = (
            f"The copy checks have {number} warnings."
            if number > 1
            else ("The copy checks have 1 warning.")
        )
        yield Problem("copy-warnings", message, "body", blocks=False)
    number = article.comments.filter(parent=None, resolved_at=None).count()
    if number:
        message = f"{number} comments are open." if number > 1 else "1 comment is open."
        yield Problem("comments-open", message, blocks=False)


def for_update(pk):
    """The Article as the gate needs it: everything it reads in few queries."""
    related = "snapshot__original__publication", "section"
    named = Prefetch("bylines", Byline.objects.select_related("author"))
    return Article.objects.select_related(*related).prefetch_related(named).get(pk=pk)
