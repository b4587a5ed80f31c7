"""One question of every type, as tests use them."""

from random import Random

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType


def seeded(seed):
    return Random(seed)  # noqa: S311 - a repeatable draw, not a secret


def options(*, right, of=4):
    return [
        {"text": f"Option {index}", "right": index in right, "why": f"Because {index}"}
        for index in range(of)
    ]


def single(order=(2, 0, 3, 1)):
    document = {"stem": "<p>Which?</p>", "explanation": "<p>So.</p>", "options": options(right={1})}
    return AskedQuestion(type=QuestionType.SINGLE, document=document, option_order=order)


def multiple(order=(2, 0, 3, 1)):
    document = {
        "stem": "<p>Which two?</p>",
        "explanation": "<p>So.</p>",
        "options": options(right={0, 3}),
    }
    return AskedQuestion(type=QuestionType.MULTIPLE, document=document, option_order=order)


def true_false(*, answer=False):
    document = {
        "stem": "<p>It is so.</p>",
        "explanation": "<p>So.</p>",
        "answer": answer,
        "why_true": "No, it is not.",
        "why_false": "Indeed, it is not.",
    }
    return AskedQuestion(type=QuestionType.TRUE_FALSE, document=document)


def numeric(answer="12.5", tolerance="0.5", unit="hours"):
    document = {
        "stem": "<p>How many?</p>",
        "explanation": "<p>5 times 2.5.</p>",
        "answer": answer,
        "tolerance": tolerance,
        "unit": unit,
        "near_misses": [{"value": "25", "why": "This counts both ways."}],
    }
    return AskedQuestion(type=QuestionType.NUMERIC, document=document)


def ordering(order=(2, 0, 1)):
    document = {
        "stem": "<p>In order?</p>",
        "explanation": "<p>So.</p>",
        "steps": [{"text": f"Step {n}", "why": f"Because {n}"} for n in range(3)],
    }
    return AskedQuestion(type=QuestionType.ORDERING, document=document, option_order=order)


def matching(order=(3, 1, 0, 2)):
    document = {
        "stem": "<p>What fits?</p>",
        "explanation": "<p>So.</p>",
        "pairs": [
            {"left": f"Left {n}", "right": f"<em>Right</em> {n}", "why": f"Because {n}"}
            for n in range(3)
        ],
        "extra": [{"right": "Fits nothing", "why": "It fits nothing."}],
    }
    return AskedQuestion(type=QuestionType.MATCHING, document=document, option_order=order)


def short_text():
    document = {
        "stem": "<p>What is it called?</p>",
        "explanation": "<p>So.</p>",
        "accepted": ["decision log", "Entscheidungs-Protokoll"],
        "near_misses": [{"text": "diary", "why": "A diary decides nothing."}],
    }
    return AskedQuestion(type=QuestionType.SHORT_TEXT, document=document)


def cloze():
    typed = {
        "accepted": ["outcome"],
        "near_misses": [{"text": "output", "why": "That is what was made."}],
        "options": [],
        "why": "It is what changes.",
    }
    chosen = {"accepted": [], "near_misses": [], "options": options(right={1}, of=2), "why": "So."}
    document = {
        "stem": "<p>Fill in.</p>",
        "explanation": "<p>So.</p>",
        "pieces": ["It ends when the ", " is there, and ", "."],
        "gaps": [typed, chosen],
    }
    return AskedQuestion(type=QuestionType.CLOZE, document=document)


def categorise(order=(1, 0)):
    document = {
        "stem": "<p>Where does it belong?</p>",
        "explanation": "<p>So.</p>",
        "categories": ["<em>Support</em>", "Control"],
        "items": [
            {"text": f"Thing {n}", "category": n % 2, "why": f"Because {n}"} for n in range(3)
        ],
    }
    return AskedQuestion(type=QuestionType.CATEGORISE, document=document, option_order=order)


def hot_spot():
    points = [option | {"x": 10 * at, "y": 5} for at, option in enumerate(options(right={2}, of=3))]
    document = {
        "stem": "<p>Where is it?</p>",
        "explanation": "<p>So.</p>",
        "picture": {"address": "/p.png", "width": 100, "height": 50, "alt": "A grid"},
        "options": points,
    }
    return AskedQuestion(type=QuestionType.HOT_SPOT, document=document, option_order=(0, 1, 2))


def case():
    """A case of a choice, a text with gaps and an order."""
    parts = [single(), cloze(), ordering()]
    document = {
        "stem": "<p>A sponsor asks.</p>",
        "explanation": "<p>So.</p>",
        "parts": [{"type": str(part.type), **part.document} for part in parts],
    }
    orders = [list(part.option_order) for part in parts]
    return AskedQuestion(type=QuestionType.CASE, document=document, option_order=orders)


ALL = [
    single(),
    multiple(),
    true_false(),
    numeric(),
    ordering(),
    matching(),
    short_text(),
    cloze(),
    categorise(),
    hot_spot(),
    case(),
]
