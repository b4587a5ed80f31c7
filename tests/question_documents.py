"""A question of each type; what may only be seen afterwards is written in capitals.

WHY, EXPLAINED, NEAR, ACCEPTED and MISSED never stand on a page before the answer.
"""

from pmo_academy.exams.models import QuestionType


def question_document(key, type_):
    """A question as it is stored."""
    return {
        "stem": f"<p>Stem of {key}?</p>",
        "explanation": f"<p>EXPLAINED {key}</p>",
        **DOCUMENTS[type_](key),
    }


def _options(key, right, of=4):
    return [
        {"text": f"Option {n} of {key}", "right": n in right, "why": f"WHY {key} {n}"}
        for n in range(of)
    ]


def _true_false(key):
    return {"answer": False, "why_true": f"WHY {key} t", "why_false": f"WHY {key} f"}


def _numeric(key):
    near_misses = [{"value": "835", "why": f"NEAR {key}"}]
    return {"answer": "417.5", "tolerance": "0.5", "unit": "hours", "near_misses": near_misses}


def _ordering(key):
    return {"steps": [{"text": f"Step {n} of {key}", "why": f"WHY {key} {n}"} for n in range(3)]}


def _matching(key):
    pairs = [
        {"left": f"Left {n}", "right": f"Right {n}", "why": f"WHY {key} {n}"} for n in range(3)
    ]
    return {"pairs": pairs, "extra": [{"right": "Fits nothing", "why": f"WHY {key} extra"}]}


def _short_text(key):
    missed = [{"text": "MISSED form", "why": f"NEAR {key}"}]
    return {"accepted": ["ACCEPTED form"], "near_misses": missed}


def _cloze(key):
    """Two gaps: one to type in, one to choose for."""
    typed = {
        "accepted": ["ACCEPTED word"],
        "near_misses": [{"text": "MISSED word", "why": f"NEAR {key}"}],
        "options": [],
        "why": f"WHY {key} typed",
    }
    chosen = {
        "accepted": [],
        "near_misses": [],
        "options": _options(key, {1}, of=2),
        "why": f"WHY {key} chosen",
    }
    return {"pieces": ["Before", "between", "after."], "gaps": [typed, chosen]}


def _categorise(key):
    items = [{"text": f"Thing {n}", "category": n % 2, "why": f"WHY {key} {n}"} for n in range(3)]
    return {"categories": ["First kind", "Second kind"], "items": items}


def _hot_spot(key):
    points = [
        option | {"x": 50 + 50 * at, "y": 40} for at, option in enumerate(_options(key, {1}, of=3))
    ]
    picture = {"address": "/static/mark.svg", "width": 400, "height": 200, "alt": "A mark"}
    return {"picture": picture, "options": points}


def _case(key):
    parts = (QuestionType.SINGLE, QuestionType.NUMERIC, QuestionType.CLOZE)
    return {
        "parts": [
            {"type": part.value, **question_document(f"{key} {n}", part)}
            for n, part in enumerate(parts)
        ]
    }


DOCUMENTS = {
    QuestionType.SINGLE: lambda key: {"options": _options(key, {1})},
    QuestionType.MULTIPLE: lambda key: {"options": _options(key, {0, 2})},
    QuestionType.TRUE_FALSE: _true_false,
    QuestionType.NUMERIC: _numeric,
    QuestionType.ORDERING: _ordering,
    QuestionType.MATCHING: _matching,
    QuestionType.SHORT_TEXT: _short_text,
    QuestionType.CLOZE: _cloze,
    QuestionType.CATEGORISE: _categorise,
    QuestionType.HOT_SPOT: _hot_spot,
    QuestionType.CASE: _case,
}
