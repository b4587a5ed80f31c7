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


ALL = [single(), multiple(), true_false(), numeric(), ordering(), matching()]
