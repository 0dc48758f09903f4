"""Terms as TBX-Basic, ISO 30042: written as of 2019 (DCA style), read as of 2008 (“martif”) too.

What TBX-Basic has no word for stands where it leaves room: the kind of a term in
`projectSubset`, “do not translate” in `customerSubset`, at each of its wordings.
"""

import re

from lxml import etree

from prose import characters
from stylebook.entries import Entry, Worded, complaints
from stylebook.exchange.reading import Read, Unreadable

MEDIA_TYPE = "application/x-tbx+xml"
MOST_BYTES = 20 * 1024 * 1024

_NS = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "also": "admittedTerm-admn-sts",
    "never": "deprecatedTerm-admn-sts",
}
_STANDING = {
    **{status: standing for standing, status in _STATUS.items()},
    "supersededTerm-admn-sts": "never",
}
_KINDS = ("person", "place", "institution", "phrase")
_KEEP = "do not translate"
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


# --- out ------------------------------------------------------------------------------------


def write(terms):
    """Bytes of a TBX file of [(id, Entry)]."""
    root = etree.Element(f"{{{_NS}}}tbx", nsmap={None: _NS}, type="TBX-Basic", style="dca")
    root.set(_LANG, "en")
    about = _under(_under(root, "tbxHeader"), "fileDesc")
    _under(_under(about, "titleStmt"), "title", "Stylebook")
    _under(_under(about, "sourceDesc"), "p", "The house spelling of this newsroom.")
    body = _under(_under(root, "text"), "body")
    for name, entry in terms:
        _write_entry(body, name, entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_entry(body, name, entry):
    concept = _under(body, "conceptEntry", id=f"t{name}")
    if entry.domain:
        _under(concept, "descrip", entry.domain, type="subjectField")
    if entry.note:
        _under(concept, "note", entry.note)
    for language in dict.fromkeys(w.language for w in entry.wordings):
        section = _under(concept, "langSec")
        section.set(_LANG, language)
        for worded in (w for w in entry.wordings if w.language == language):
            term = _under(section, "termSec")
            _under(term, "term", worded.text)
            _under(term, "termNote", _STATUS[worded.standing], type="administrativeStatus")
            _under(term, "admin", entry.kind, type="projectSubset")
            if entry.keep:
                _under(term, "admin", _KEEP, type="customerSubset")


def _under(parent, tag, text=None, **attributes):
    element = etree.SubElement(parent, f"{{{_NS}}}{tag}", **attributes)
    if text is not None:
        element.text = _NOT_XML.sub("", text)
    return element


# --- in --------------------------------------------------------------------------------------


def read(content):
    root = _root(content)
    found = [element for element in root.iter() if _tag(element) in _ENTRIES]
    if not found:
        raise Unreadable("This XML file holds no terms. Export it as TBX, and try again.")
    return [_read_entry(at, element) for at, element in enumerate(found, 1)]


def _root(content):
    """Nothing is fetched, nothing is expanded, and a file that asks for it is refused."""
    if len(content) > MOST_BYTES:
        raise Unreadable("The file is larger than 20 MB. Import it in parts.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"This cannot be read as XML (line {error.lineno}). Export it anew as TBX."
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Unreadable("This file declares entities of its own, which are not read here.")
    return root


def _tag(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _read_entry(at, concept):
    domain = note = ""
    marks, wordings = [], []
    for child in concept.iter():
        if _inside(child, _LANGUAGES):
            continue
        if child.get("type") == "subjectField":
            domain = _text(child)
        elif _tag(child) == "note":
            note = f"{note} {_text(child)}".strip()
    for section in (e for e in concept.iter() if _tag(e) in _LANGUAGES):
        for term in (e for e in section.iter() if _tag(e) in _TERMS):
            worded, said = _read_term(term, section.get(_LANG) or section.get("lang") or "")
            wordings.append(worded)
            marks += said
    entry = Entry(
        kind=next((mark for mark in marks if mark in _KINDS), "phrase"),
        domain=domain[:60],
        keep=_KEEP in marks,
        note=note[:300],
        wordings=tuple(_one_preferred(wordings)),
    )
    wrong = [said for _, said in complaints(entry)]
    if len(domain) > 60 or len(note) > 300:
        wrong.append("Its subject field or its note is too long: at most 60 and 300 characters.")
    return Read(at, entry, re.sub(r"^t(?=\d+$)", "", concept.get("id", "")), wrong)


def _inside(element, tags):
    return any(_tag(each) in tags for each in (element, *element.iterancestors()))


def _read_term(element, language):
    """(Worded, what its admin elements say)"""
    text, standing, marks = "", "preferred", []
    for child in element.iter():
        if _tag(child) == "term":
            text = _text(child)
        elif child.get("type") in ("administrativeStatus", "normativeAuthorization"):
            standing = _STANDING.get(_text(child), standing)
        elif _tag(child) == "admin":
            marks.append(_text(child))
    return Worded(_code(language), text, standing), marks


def _one_preferred(wordings):
    """Files of programs that know no status prefer everything: here the first counts."""
    taken = set()
    for worded in dict.fromkeys(wordings):
        if worded.standing == "preferred" and worded.language in taken:
            worded = Worded(worded.language, worded.text, "also")
        elif worded.standing == "preferred":
            taken.add(worded.language)
        yield worded


def _code(language):
    """“EN_us” → “en-US”, as we write codes."""
    base, *more = re.split("[-_]", language.strip())
    parts = [part.title() if len(part) == 4 else part.upper() for part in more]
    return "-".join([base.lower(), *parts])


def _text(element):
    return characters.clean_line("".join(element.itertext()))
