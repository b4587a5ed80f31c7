"""Our questions as interactions of QTI 3.0, one function for each type."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_academy.authoring.rules import question_shapes as shapes
from pmo_academy.authoring.rules.question_type_checks import GAP
from pmo_academy.studio.exchange.qti_markup import blocks, element, inline, words
from pmo_academy.studio.exchange.qti_sheet import Sheet, said_of, same_number, same_words

RESPONSE = "RESPONSE"
TYPED = "capitals, accents, blanks and hyphens that do not matter (elsewhere only capitals do not)"


def body_of(question: Any, sheet: Sheet, prefix: str = "") -> str:
    """Write a question's stem and interaction; the prefix keeps the names of parts apart."""
    return blocks(question.stem) + _WRITERS[question.type](question, sheet, prefix)


def _choice(question: shapes.Single | shapes.Multiple, sheet: Sheet, prefix: str) -> str:
    name = f"{prefix}{RESPONSE}"
    options = question.options
    right = [f"{prefix}choice-{at}" for at, one in enumerate(options, 1) if one.right]
    is_multiple = question.type == "multiple"
    cardinality = "multiple" if is_multiple else "single"
    sheet.declare(name, "identifier", right, cardinality=cardinality)
    sheet.say_of_chosen(name, [one.why for one in options], cardinality=cardinality)
    choices = [
        _simple_choice(f"{prefix}choice-{at}", one.text, one.why, said_of(name))
        for at, one in enumerate(options, 1)
    ]
    return element(
        "qti-choice-interaction",
        *choices,
        response_identifier=name,
        shuffle="true",
        max_choices=0 if is_multiple else 1,
    )


def _simple_choice(identifier: str, text: str, why: str = "", outcome: str = "") -> str:
    said = ""
    if why:
        said = element(
            "qti-feedback-inline",
            inline(why),
            outcome_identifier=outcome,
            identifier=identifier,
            show_hide="show",
        )
    return element("qti-simple-choice", inline(text), said, identifier=identifier)


def _true_false(question: shapes.TrueFalse, sheet: Sheet, prefix: str) -> str:
    name = f"{prefix}{RESPONSE}"
    right = "true" if question.answer else "false"
    sheet.declare(name, "identifier", [f"{prefix}{right}"])
    sheet.say_of_chosen(name, [question.why_true, question.why_false])
    return element(
        "qti-choice-interaction",
        _simple_choice(f"{prefix}true", "True", question.why_true, said_of(name)),
        _simple_choice(f"{prefix}false", "False", question.why_false, said_of(name)),
        response_identifier=name,
        max_choices=1,
    )


def _numeric(question: shapes.Numeric, sheet: Sheet, prefix: str) -> str:
    name = f"{prefix}{RESPONSE}"
    sheet.declare_number(name, _digits(question.answer), _digits(question.tolerance))
    misses = [(same_number(name, _digits(one.value)), one.why) for one in question.near_misses]
    sheet.say_of_misses(name, misses)
    entry = element("qti-text-entry-interaction", response_identifier=name, expected_length=10)
    return element("p", entry, f" {words(question.unit)}" if question.unit else "")


def _digits(number: Decimal) -> str:
    return format(number, "f") if number else "0"


def _ordering(question: shapes.Ordering, sheet: Sheet, prefix: str) -> str:
    name = f"{prefix}{RESPONSE}"
    steps = {f"{prefix}step-{at}": step for at, step in enumerate(question.steps, 1)}
    sheet.declare(name, "identifier", list(steps), cardinality="ordered")
    for identifier, step in steps.items():
        sheet.say(identifier, step.why)
    choices = [_simple_choice(one, steps[one].text) for one in _mixed(steps)]
    return element("qti-order-interaction", *choices, response_identifier=name, shuffle="true")


def _mixed(entries: Mapping[str, Any]) -> list[str]:
    """Return names in an order that tells nothing, for products that do not shuffle."""
    mixed = sorted(entries, key=lambda name: (str(entries[name].text).casefold(), name))
    return mixed if mixed != list(entries) else mixed[::-1]


def _matching(question: shapes.Matching, sheet: Sheet, prefix: str) -> str:
    lefts = {f"{prefix}left-{at}": pair.left for at, pair in enumerate(question.pairs, 1)}
    rights = {f"{prefix}right-{at}": pair.right for at, pair in enumerate(question.pairs, 1)}
    extra = {f"{prefix}extra-{at}": one.right for at, one in enumerate(question.extra, 1)}
    pairs = list(zip(lefts, rights, strict=True))
    for (left, _right), pair in zip(pairs, question.pairs, strict=True):
        sheet.say(left, pair.why)
    for identifier, one in zip(extra, question.extra, strict=True):
        sheet.say(identifier, one.why)
    return _match(sheet, prefix, pairs, (lefts, _by_alphabet(rights, extra)), most=1)


def _by_alphabet(rights: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """Return the right sides by alphabet, which tells nothing; the extra ones in their order."""
    texts = {**rights, **extra}
    names = sorted(texts, key=lambda name: (texts[name].casefold(), name))
    in_order = iter(extra)
    return {one: texts[one] for one in (next(in_order) if n in extra else n for n in names)}


def _categorise(question: shapes.Categorise, sheet: Sheet, prefix: str) -> str:
    names = {text: f"{prefix}kind-{at}" for at, text in enumerate(question.categories, 1)}
    things = {f"{prefix}thing-{at}": one for at, one in enumerate(question.items, 1)}
    for identifier, one in things.items():
        sheet.say(identifier, one.why)
    return _match(
        sheet,
        prefix,
        [(identifier, names[one.category]) for identifier, one in things.items()],
        (
            {identifier: one.text for identifier, one in things.items()},
            {name: text for text, name in names.items()},
        ),
        most=0,
    )


def _match(
    sheet: Sheet,
    prefix: str,
    pairs: Sequence[tuple[str, str]],
    sides: tuple[Mapping[str, str], Mapping[str, str]],
    *,
    most: int,
) -> str:
    """Write two lists to be joined; one of the second takes so many of the first, 0 for any."""
    name = f"{prefix}{RESPONSE}"
    right = [f"{one} {other}" for one, other in pairs]
    sheet.declare(name, "directedPair", right, cardinality="multiple")
    sets = [
        element(
            "qti-simple-match-set",
            *(
                element(
                    "qti-simple-associable-choice",
                    inline(text),
                    identifier=identifier,
                    match_max=limit,
                )
                for identifier, text in side.items()
            ),
        )
        for side, limit in zip(sides, (1, most), strict=True)
    ]
    return element(
        "qti-match-interaction",
        *sets,
        response_identifier=name,
        shuffle="true",
        max_associations=len(pairs),
    )


def _short_text(question: shapes.ShortText, sheet: Sheet, prefix: str) -> str:
    return element("p", _typed(f"{prefix}{RESPONSE}", question, sheet))


def _typed(name: str, question: shapes.ShortText | shapes.Gap, sheet: Sheet) -> str:
    sheet.losses[TYPED] = None
    sheet.declare_forms(name, question.accepted)
    misses = [(same_words(name, one.text), one.why) for one in question.near_misses]
    sheet.say_of_misses(name, misses)
    longest = max(len(form) for form in question.accepted)
    return element("qti-text-entry-interaction", response_identifier=name, expected_length=longest)


def _cloze(question: shapes.Cloze, sheet: Sheet, prefix: str) -> str:
    gaps = {gap.key: gap for gap in question.gaps}
    keys = [key for key in GAP.findall(question.text) if key in gaps]
    places = {key: f"qzgap{at}zq" for at, key in enumerate(keys)}
    text = blocks(GAP.sub(lambda found: places.get(found[1], found[0]), question.text))
    for key in keys:
        text = text.replace(places[key], _gap(gaps[key], sheet, prefix), 1)
    sheet.template = ""
    return text


def _gap(gap: shapes.Gap, sheet: Sheet, prefix: str) -> str:
    name = f"{prefix}gap-{gap.key}"
    sheet.say(name, gap.why)
    if gap.accepted:
        return _typed(name, gap, sheet)
    right = [f"{name}-{at}" for at, one in enumerate(gap.options, 1) if one.right]
    sheet.declare(name, "identifier", right)
    sheet.say_of_chosen(name, [one.why for one in gap.options])
    choices = []
    for at, one in enumerate(gap.options, 1):
        if one.why:
            sheet.add_feedback(said_of(name), f"{name}-{at}", one.why)
        choices.append(element("qti-inline-choice", inline(one.text), identifier=f"{name}-{at}"))
    return element(
        "qti-inline-choice-interaction", *choices, response_identifier=name, shuffle="true"
    )


def _case(question: shapes.Case, sheet: Sheet, _prefix: str) -> str:
    written = []
    for at, part in enumerate(question.parts, 1):
        prefix = f"p{at}-"
        gap = f"gap-{part.gaps[0].key}" if isinstance(part, shapes.Cloze) else RESPONSE
        written.append(element("div", body_of(part, sheet, prefix)))
        sheet.say(f"{prefix}{gap}-explanation", part.explanation)
    sheet.template = ""
    return "".join(written)


_WRITERS: Mapping[str, Callable[[Any, Sheet, str], str]] = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _true_false,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "short-text": _short_text,
    "cloze": _cloze,
    "categorise": _categorise,
    "case": _case,
}
