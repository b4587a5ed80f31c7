"""One question of each type for the gallery, with a right and a wrong answer."""

from typing import Any

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType

Sample = tuple[AskedQuestion, list[Any], list[Any]]


def samples(picture: str) -> list[Sample]:
    """Return a question of each type, a right and a wrong answer; the picture is an address."""
    return [_sample(*one) for one in (*_choosing(picture), *_typing(), *_arranging(), _case())]


def _sample(
    type_: QuestionType, stem: str, document: dict[str, Any], right: list[Any], wrong: list[Any]
) -> Sample:
    question = AskedQuestion(
        type=type_,
        document={"stem": f"<p>{stem}</p>", "explanation": "<p>Ask who wants it.</p>", **document},
        option_order=_order(type_, document),
    )
    return question, right, wrong


def _order(type_: QuestionType, document: dict[str, Any]) -> list[Any]:
    if type_ is QuestionType.CASE:
        return [_order(QuestionType(part["type"]), part) for part in document["parts"]]
    names = ("options", "steps", "categories")
    lines = next((document[name] for name in names if name in document), None)
    if lines is None:
        lines = [*document.get("pairs", ()), *document.get("extra", ())]
    return list(range(len(lines)))


def _options() -> list[dict[str, Any]]:
    return [
        {"text": "A lead", "right": False, "why": "A lead may ask for help."},
        {"text": "A <em>sponsor</em>", "right": True, "why": "She wants the result."},
        {"text": "An office that has looked after it for years", "right": False, "why": "No."},
        {"text": "The board", "right": True, "why": "It pays."},
    ]


def _one_right() -> list[dict[str, Any]]:
    return [option | {"right": at == 1} for at, option in enumerate(_options())]


def _choosing(picture: str) -> list[tuple[Any, ...]]:
    places = ((60, 50), (200, 90), (340, 40), (420, 150))
    points = [
        option | {"x": x, "y": y} for option, (x, y) in zip(_one_right(), places, strict=True)
    ]
    shown = {"address": picture, "width": 480, "height": 200, "alt": "Three bars, growing"}
    fact = {"answer": False, "why_true": "Not by itself.", "why_false": "Somebody must want it."}
    return [
        (QuestionType.SINGLE, "Who decides?", {"options": _one_right()}, [1], [2]),
        (QuestionType.MULTIPLE, "Who may stop it?", {"options": _options()}, [1, 3], [0, 1]),
        (QuestionType.TRUE_FALSE, "It ends by itself.", fact, ["false"], ["true"]),
        (
            QuestionType.HOT_SPOT,
            "Where does she stand?",
            {"picture": shown, "options": points},
            [1],
            [0],
        ),
    ]


def _typing() -> list[tuple[Any, ...]]:
    miss = {"value": "25", "why": "Half of it."}
    number = {"answer": "12.5", "tolerance": "0.5", "unit": "hours", "near_misses": [miss]}
    wrong_word = {"text": "lead", "why": "A lead runs it."}
    words = {"accepted": ["sponsor"], "near_misses": [wrong_word]}
    typed = {**words, "options": [], "why": "It is wanted."}
    chosen = {"accepted": [], "near_misses": [], "options": _one_right()[:3], "why": "So."}
    gaps = {
        "pieces": ["It is paid by the", "and wanted by", "until the end."],
        "gaps": [typed, chosen],
    }
    return [
        (QuestionType.NUMERIC, "How many hours?", number, ["12.5"], ["25"]),
        (QuestionType.SHORT_TEXT, "Who pays? One word.", words, ["Sponsor"], ["lead"]),
        (QuestionType.CLOZE, "Fill in who does what.", gaps, ["sponsor", 1], ["lead", 0]),
    ]


def _arranging() -> list[tuple[Any, ...]]:
    steps = [{"text": text, "why": "So."} for text in ("Ask", "Plan", "Do")]
    pairs = [
        {"left": "Pays", "right": "Sponsor", "why": "It is hers."},
        {"left": "Plans", "right": "Lead", "why": "It is his."},
    ]
    things = [
        {"text": "Advice", "category": 0, "why": "Who asks gets it."},
        {"text": "A gate", "category": 1, "why": "All pass it."},
    ]
    extra = [{"right": "Visitor", "why": "No part in it."}]
    return [
        (QuestionType.ORDERING, "In which order?", {"steps": steps}, [0, 1, 2], [1, 0, 2]),
        (
            QuestionType.MATCHING,
            "Who does what?",
            {"pairs": pairs, "extra": extra},
            [0, 1],
            [2, 1],
        ),
        (
            QuestionType.CATEGORISE,
            "Offered or required?",
            {"categories": ["Offered", "Required"], "items": things},
            [0, 1],
            [1, 1],
        ),
    ]


def _case() -> tuple[Any, ...]:
    kinds = [_choosing("")[0], _typing()[1]]
    parts = [
        {"type": type_.value, "stem": f"<p>{stem}</p>", "explanation": "<p>So.</p>", **document}
        for type_, stem, document, _, _ in kinds
    ]
    right, wrong = ([one[at] for one in kinds] for at in (3, 4))
    return (
        QuestionType.CASE,
        "A sponsor has been silent for seven weeks, and the board meets on Friday.",
        {"parts": parts},
        right,
        wrong,
    )
