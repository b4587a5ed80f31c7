"""Reads questions in Moodle XML; each kind of question has a reader of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from flask_babel.speaklater import LazyString

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext
from pmo_academy.studio.exchange import moodle_kinds as kinds
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.drafts import Draft, NotTakenError, short
from pmo_academy.studio.exchange.fitting import refused
from pmo_academy.studio.exchange.limits import checked_count
from pmo_academy.studio.exchange.moodle_gaps import chosen_gaps, embedded
from pmo_academy.studio.exchange.moodle_texts import note_combined, plain, said, tags_of
from pmo_academy.studio.exchange.xml_trees import tree

_READERS: Mapping[str, Callable[[Draft, Element], BroughtQuestion]] = {
    "multichoice": kinds.choice,
    "truefalse": kinds.true_or_false,
    "numerical": kinds.numeric,
    "shortanswer": kinds.short_text,
    "matching": kinds.matching,
    "match": kinds.matching,
    "ddmatch": kinds.matching,
    "ordering": kinds.ordering,
    "ddwtos": chosen_gaps,
    "gapselect": chosen_gaps,
    "cloze": embedded,
    "multianswer": embedded,
}
_REFUSED: Mapping[str, LazyString] = {
    "essay": lazy_gettext("an essay: our questions are judged without a person"),
    "description": lazy_gettext("a description: it asks nothing"),
    "calculated": lazy_gettext("numbers drawn anew for each person are not known here"),
    "calculatedsimple": lazy_gettext("numbers drawn anew for each person are not known here"),
    "calculatedmulti": lazy_gettext("numbers drawn anew for each person are not known here"),
    "randomsamatch": lazy_gettext("drawing pairs from other questions is not known here"),
    "random": lazy_gettext("a place for a question drawn from a category, not a question"),
    "ddmarker": lazy_gettext("markers on areas of a picture do not fit into points to choose from"),
    "ddimageortext": lazy_gettext("words dragged onto a picture do not fit into any type"),
    "missingtype": lazy_gettext("its kind was already unknown where it was exported"),
}


def read_moodle_xml(body: bytes) -> BroughtFile:
    """Read a file; each question that cannot be taken says why."""
    root = tree(body)
    if root.tag != "quiz":
        raise UnreadableFileError(_("begins with <%(tag)s> instead of <quiz>", tag=root.tag[:40]))
    found = checked_count(root.findall("question"))
    questions = tuple(_questions(found))
    if not questions:
        raise UnreadableFileError(_("the file holds no question"))
    return BroughtFile(format="Moodle XML", questions=questions)


def _questions(found: list[Element]) -> Iterator[BroughtQuestion]:
    """Give every question; the categories between them become tags."""
    category: tuple[str, ...] = ()
    number = 0
    for element in found:
        if element.get("type") == "category":
            category = _category(plain(element.find("category")))
            continue
        number += 1
        yield _question(element, _("question %(number)s", number=number), category)


def _category(path: str) -> tuple[str, ...]:
    names = [part.strip()[:100] for part in path.replace("//", "\0").split("/")]
    return tuple(
        name.replace("\0", "/")
        for name in names
        if name and name != "top" and not (name.startswith("$") and name.endswith("$"))
    )


def _question(element: Element, place: str, category: tuple[str, ...]) -> BroughtQuestion:
    kind = element.get("type", "")
    name = plain(element.find("name"))
    draft = Draft(place=place, name=name, tags=(*category, *tags_of(element)))
    read = _READERS.get(kind)
    if read is None:
        named = name or short(plain(element.find("questiontext")))
        return refused(place, named, _why_not(kind))
    try:
        draft.stem = said(draft, element.find("questiontext"))
        draft.explanation = said(draft, element.find("generalfeedback"))
        _note_rest(draft, element)
        return read(draft, element)
    except NotTakenError as reason:
        found = refused(place, name or short(draft.stem), str(reason))
        return replace(found, tags=draft.tags)


def _why_not(kind: str) -> str:
    reason = str(_REFUSED.get(kind) or _("this kind of question is not known here"))
    return f"{kind[:40] or _('a question without a type')}: {reason}"


def _note_rest(draft: Draft, element: Element) -> None:
    """Name what stands beside a question and has no place in ours."""
    note_combined(draft, element)
    hints = [one for one in element.iterfind("hint") if plain(one)]
    if hints:
        draft.lose(_("hints between tries (%(count)s)", count=len(hints)))
    if element.find("image") is not None and plain(element.find("image"), ""):
        draft.lose(_("the picture “%(value)s”", value=plain(element.find("image"), "")[:80]))
