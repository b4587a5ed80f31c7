"""Which answers of a QTI item are right, and what of its scoring a question cannot say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from pmo_academy.studio.exchange.qti_xml import all_of, first_of, values_of, words_of

_TEMPLATES = ("match_correct", "map_response", "map_response_point", "cc2_match")
_KNOWN = frozenset({
    "response-processing", "response-condition", "response-if", "response-else-if",
    "response-else", "exit-response", "response-processing-fragment", "set-outcome-value",
    "match", "equal", "equal-rounded", "string-match", "member", "contains", "is-null", "not",
    "and", "or", "gt", "gte", "lt", "lte", "variable", "correct", "default", "base-value", "null",
    "map-response", "map-response-point", "multiple", "ordered", "sum", "product", "subtract",
    "divide", "max", "min", "value", "comment", "map-entry",
})  # fmt: skip
_MAPS = ("map-response", "map-tol-response")
_COMPARISONS = ("match", "equal", "equal-rounded", "string-match", "member", "contains")


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of a picture, and the points it is worth."""

    shape: str
    coords: str
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Response:
    """What an item declares of one answer: its kind, what is right, and points for others."""

    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapped: Mapping[str, Decimal]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """The rules of an item: limits of numbers, answers that call for feedback, and losses.

    `stated` has answers that only the rules call right, where nothing is declared.
    """

    maps: bool
    tolerances: Mapping[str, tuple[str, Decimal, Decimal]] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[str, ...] = ()


def responses_of(root: Element) -> dict[str, Response]:
    """Return the answers that an item declares, by their identifiers."""
    found = [_response(one) for one in all_of(root, "response-declaration")]
    return {one.identifier: one for one in found}


def _response(element: Element) -> Response:
    entries = {
        entry.get("map-key", "").strip(): number(entry.get("mapped-value")) or Decimal(0)
        for entry in all_of(element, "map-entry")
    }
    areas = tuple(
        Area(
            shape=entry.get("shape", ""),
            coords=entry.get("coords", ""),
            points=number(entry.get("mapped-value")) or Decimal(0),
        )
        for entry in all_of(element, "area-map-entry")
    )
    return Response(
        identifier=element.get("identifier", ""),
        cardinality=element.get("cardinality", "single"),
        base_type=element.get("base-type", ""),
        correct=tuple(values_of(first_of(element, "correct-response"))),
        mapped=entries,
        areas=areas,
    )


def number(text: str | None) -> Decimal | None:
    """Read a number as XML writes it; None for anything else."""
    try:
        value = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 30 else None


def right_answers(response: Response) -> list[str]:
    """Return what is right: what is declared so, otherwise what is worth most."""
    if response.correct:
        return list(response.correct)
    worth = {key: points for key, points in response.mapped.items() if points > 0}
    if response.cardinality != "single":
        return list(worth)
    return [key for key, points in worth.items() if points == max(worth.values())]


def accepted_forms(response: Response) -> list[str]:
    """Return every form of typed words that is worth as much as the best."""
    most = max(response.mapped.values(), default=Decimal(0))
    full = [key for key, points in response.mapped.items() if points == most > 0]
    first = list(response.correct[:1]) if response.cardinality == "single" else response.correct
    forms: dict[str, str] = {}
    for form in (*first, *full):
        if form.strip():
            forms.setdefault(form.casefold(), form)
    return list(forms.values())


def scoring_of(root: Element) -> Scoring:
    """Read the rules of an item, the standard templates and what is written out alike."""
    rules = first_of(root, "response-processing")
    if rules is None:
        return Scoring(maps=False)
    template = rules.get("template", "").rpartition("/")[2].removesuffix(".xml").lower()
    losses = [f"scoring by “{one.tag}”" for one in rules.iter() if one.tag not in _KNOWN]
    if template and not template.startswith(_TEMPLATES):
        losses.append(f"scoring by the template “{template[:60]}”")
    if not template and _has_parts(rules):
        losses.append("points for parts of an answer (it is right or wrong as a whole)")
    if any(abs(points) not in (0, 1) for points in _points(rules)):
        losses.append("its points (every question counts once)")
    return Scoring(
        maps=template.startswith("map_response") or bool(all_of(rules, *_MAPS)),
        tolerances=dict(_tolerances(rules)),
        answers=dict(_answers(rules)),
        stated=dict(_stated(rules)),
        losses=tuple(dict.fromkeys(losses)),
    )


def _has_parts(rules: Element) -> bool:
    """Tell whether points of several answers are added up."""
    return any(
        sum(1 for one in total.iter() if one.tag in ("map-response", "variable")) > 1
        and any(
            one.tag != "variable" or "score" in one.get("identifier", "").lower()
            for one in total.iter()
            if one.tag in ("map-response", "variable")
        )
        for total in all_of(rules, "sum")
    )


def _points(rules: Element) -> Iterator[Decimal]:
    for outcome in all_of(rules, "set-outcome-value"):
        if "score" in outcome.get("identifier", "").lower():
            for value in all_of(outcome, "base-value"):
                points = number(words_of(value))
                if points is not None:
                    yield points


def _tolerances(rules: Element) -> Iterator[tuple[str, tuple[str, Decimal, Decimal]]]:
    """Give the limits within which numbers are right: how they count, below and above."""
    for equal in all_of(rules, "equal", "equal-rounded"):
        variable = first_of(equal, "variable")
        if variable is None or first_of(equal, "correct", "base-value") is None:
            continue
        if equal.tag == "equal-rounded":
            half = _half_of_a_digit(equal)
            yield variable.get("identifier", ""), ("rounded", half, half)
            continue
        sides = [number(one) for one in equal.get("tolerance", "").split()]
        known = [one for one in sides if one is not None] or [Decimal(0)]
        mode = equal.get("tolerance-mode", "exact")
        if mode != "exact" and any(known):
            yield variable.get("identifier", ""), (mode, known[0], known[-1])


def _half_of_a_digit(equal: Element) -> Decimal:
    figures = number(equal.get("figures")) or Decimal(0)
    is_known = equal.get("rounding-mode", "decimalPlaces") == "decimalPlaces" and figures < 20
    return Decimal(5).scaleb(-int(figures) - 1) if is_known else Decimal(0)


def _answers(rules: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give the feedback that a certain answer calls for, with the answer it is for."""
    for identifier, value, outcome in _compared(rules):
        for one in all_of(outcome, "base-value"):
            if one.get("base-type", "identifier") == "identifier":
                yield words_of(one), (identifier, value)


def _stated(rules: Element) -> Iterator[tuple[str, str]]:
    """Give the answers that a rule gives points for by naming them."""
    for identifier, value, outcome in _compared(rules):
        points = [number(words_of(one)) or 0 for one in all_of(outcome, "base-value")]
        if "score" in outcome.get("identifier", "").lower() and max(points, default=0) > 0:
            yield identifier, value


def _compared(rules: Element) -> Iterator[tuple[str, str, Element]]:
    """Give each outcome that a branch sets for one certain answer, with that answer."""
    for branch in all_of(rules, "response-if", "response-else-if"):
        test = next((one for one in branch if one.tag in _COMPARISONS), None)
        if test is None or len(list(test)) != 2:
            continue
        variable, value = first_of(test, "variable"), first_of(test, "base-value")
        if variable is not None and value is not None:
            for outcome in branch.findall("set-outcome-value"):
                yield variable.get("identifier", ""), words_of(value), outcome
