"""Questions of a bank leave as a QTI 3.0 package, and come back as they were."""

import io
from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydantic import TypeAdapter

from pmo_academy.authoring.rules.question_shapes import BankQuestion
from pmo_academy.core.archives import open_zip
from pmo_academy.core.markdown import to_inline_html
from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.qti_checked import problem_with
from pmo_academy.studio.exchange.qti_writing import write

SHAPE = TypeAdapter(BankQuestion)
ASI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"

LETTERS = st.sampled_from("abcdefghijklmnoprstuvwzABCÄßéñøλ项目")
WORD = st.text(LETTERS, min_size=1, max_size=8)
PUNCTUATION = st.sampled_from(["", ",", ".", "?", " &", " <", " >", "'", '"', ")", " *", " {x"])
WORDS = st.lists(st.tuples(WORD, PUNCTUATION).map("".join), min_size=1, max_size=5).map(" ".join)
STYLED = st.one_of(WORDS, WORD.map(lambda word: f"It is **{word}** here"))
WHY = st.one_of(st.just(""), STYLED)
NUMBER = st.decimals(-1000, 1000, places=2)


def key(text):
    return text.casefold()


def several(texts, least, most):
    return st.lists(texts, min_size=least, max_size=most, unique_by=key)


def reasons(count):
    return st.lists(WHY, min_size=count, max_size=count)


@st.composite
def options(draw, least, most, rights):
    texts = draw(several(WORDS, least, most))
    right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=rights[0], max_size=rights[1]))
    whys = draw(reasons(len(texts)))
    return [
        {"text": text, "right": at in right, "why": why}
        for at, (text, why) in enumerate(zip(texts, whys, strict=True))
    ]


@st.composite
def ordering(draw):
    texts = draw(several(WORDS, 2, 6))
    whys = draw(reasons(len(texts)))
    steps = [{"text": one, "why": why} for one, why in zip(texts, whys, strict=True)]
    return {"type": "ordering", "steps": steps}


@st.composite
def matching(draw):
    lefts = draw(several(WORDS, 2, 5))
    rights = draw(several(WORDS, len(lefts), len(lefts) + 3))
    whys = draw(reasons(len(rights)))
    pairs = [
        {"left": left, "right": right, "why": why}
        for left, right, why in zip(lefts, rights, whys, strict=False)
    ]
    extra = [
        {"right": right, "why": why}
        for right, why in zip(rights[len(lefts) :], whys[len(lefts) :], strict=True)
    ]
    return {"type": "matching", "pairs": pairs, "extra": extra}


@st.composite
def categorise(draw):
    kinds = draw(several(WORDS, 2, 4))
    texts = draw(several(WORDS, len(kinds) + 1, 8))
    whys = draw(reasons(len(texts)))
    items = [
        {"text": text, "category": kinds[at % len(kinds)], "why": why}
        for at, (text, why) in enumerate(zip(texts, whys, strict=True))
    ]
    return {"type": "categorise", "categories": kinds, "items": items}


@st.composite
def typed(draw):
    forms = draw(several(WORD, 2, 5))
    misses = [{"text": one, "why": draw(STYLED)} for one in forms[2:]]
    return {"accepted": forms[:2], "near_misses": misses}


@st.composite
def cloze(draw):
    count = draw(st.integers(1, 4))
    gaps, text = [], draw(WORDS)
    for at in range(count):
        gap = {"key": f"k{at}-x", "why": draw(WHY)}
        is_typed = draw(st.booleans())
        filled = draw(typed()) if is_typed else {"options": draw(options(2, 5, (1, 1)))}
        gaps.append({**gap, **filled})
        text += f" {{k{at}-x}} {draw(WORD)}"
    # A text with one word to type in it comes back as just that, which is the same question.
    if count == 1 and "accepted" in gaps[0]:
        gaps[0] = {"key": "k0-x", "why": "", "options": draw(options(2, 5, (1, 1)))}
    return {"type": "cloze", "text": text, "gaps": gaps}


@st.composite
def numeric(draw):
    answer, tolerance = draw(NUMBER), abs(draw(NUMBER))
    far = answer + tolerance + 1
    return {
        "type": "numeric",
        "answer": answer,
        "tolerance": tolerance,
        "unit": draw(st.one_of(st.none(), WORD)),
        "near_misses": draw(st.sampled_from([[], [{"value": far, "why": "Twice"}]])),
    }


PART = st.one_of(
    options(2, 8, (1, 1)).map(lambda found: {"type": "single", "options": found}),
    options(3, 8, (2, 2)).map(lambda found: {"type": "multiple", "options": found}),
    st.fixed_dictionaries(
        {"type": st.just("true-false"), "answer": st.booleans(), "why_true": WHY, "why_false": WHY}
    ),
    numeric(),
    ordering(),
    matching(),
    categorise(),
    typed().map(lambda found: {"type": "short-text", **found}),
    cloze(),
)


def asked(fields):
    return st.builds(
        lambda found, stem, explanation: {**found, "stem": stem, "explanation": explanation},
        fields,
        STYLED,
        WHY,
    )


CASE = st.lists(asked(PART), min_size=2, max_size=4).map(
    lambda parts: {"type": "case", "parts": parts}
)
QUESTION = asked(st.one_of(PART, PART, CASE)).filter(lambda found: problem_with(found) is None)


def bank(*fields):
    return [
        SHAPE.validate_python({**one, "key": f"q{at}", "topic": "t1", "item": "MND-S1"})
        for at, one in enumerate(fields)
    ]


def as_shown(value):
    """A question as its readers see it: two spellings of the same words are the same."""
    if isinstance(value, dict):
        return {name: as_shown(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_shown(one) for one in value]
    return to_inline_html(value) if isinstance(value, str) else value


@settings(max_examples=50)
@given(st.lists(QUESTION, min_size=1, max_size=3))
def test_what_is_written_is_read_back_the_same(fields):
    questions = bank(*fields)
    offered = write(questions, name="bank", title="A bank")
    found = qti.read("bank.zip", offered.content)

    assert found.format == "QTI 3.0"
    assert found.refused == ()
    for question, one in zip(questions, found.questions, strict=True):
        back = SHAPE.validate_python(
            {**one.question, "key": question.key, "topic": "t1", "item": "MND-S1"}
        )
        assert as_shown(back.model_dump()) == as_shown(question.model_dump())
        assert one.tags == ("t1", "MND-S1")
        assert one.losses == ()
    assert write(questions, name="bank", title="A bank") == offered


SINGLE = {
    "type": "single",
    "stem": "Which *one*?",
    "options": [{"text": "This", "right": True}, {"text": "That"}],
}
SPOTS = {
    "type": "hot-spot",
    "stem": "Where?",
    "picture": "../media/map.png",
    "alt": "A map",
    "spots": [
        {"x": Decimal(55), "y": Decimal("33.3"), "text": "Here", "right": True, "why": "Yes."},
        {"x": Decimal(0), "y": Decimal(100), "text": "There", "why": "No."},
    ],
}


def picture():
    target = io.BytesIO()
    Image.new("RGB", (640, 333), "white").save(target, "PNG")
    return target.getvalue()


def written(*fields, **more):
    offered = write(bank(*fields), name="bank", title="Spring <1>", **more)
    return offered, open_zip(offered.content)


def test_a_plain_question_uses_the_standard_template():
    offered, files = written(SINGLE)
    item = fromstring(files["items/item-q0.xml"])

    assert offered.name == "bank.zip"
    assert offered.losses == ()
    assert item.get("title") == "Which one?"
    template = item.find(f"{ASI}qti-response-processing").get("template")
    assert template == "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"
    assert b"feedback-inline" not in files["items/item-q0.xml"]


def test_the_package_names_each_of_its_files():
    _offered, files = written(SINGLE, SPOTS, pictures={"map.png": picture()})
    manifest = fromstring(files["imsmanifest.xml"])
    named = {one.get("href") for one in manifest.iter() if one.tag.endswith("}file")}

    assert named == set(files) - {"imsmanifest.xml"}
    references = fromstring(files["test.xml"]).iter(f"{ASI}qti-assessment-item-ref")
    assert [one.get("href") for one in references] == ["items/item-q0.xml", "items/item-q1.xml"]


def test_points_of_a_picture_come_back_with_the_picture():
    shown = picture()
    offered, _files = written(SPOTS, pictures={"map.png": shown})
    found = qti.read("bank.zip", offered.content)

    assert offered.losses == ("q0: points of the picture (each becomes a small circle)",)
    assert found.pictures == {"map.png": shown}
    (question,) = bank(SPOTS)
    assert bank({**found.questions[0].question, "explanation": ""}) == [question]


@pytest.mark.parametrize("pictures", [{}, {"map.png": b"no picture"}])
def test_a_question_whose_picture_is_missing_is_left_out_and_said(pictures):
    offered, files = written(SINGLE, SPOTS, pictures=pictures)

    assert offered.losses == ("q1: its picture is not there or cannot be read",)
    assert "items/item-q1.xml" not in files


def test_two_questions_of_one_key_are_two_items():
    questions = [*bank(SINGLE), *bank(SINGLE)]
    files = open_zip(write(questions, name="bank", title="Two").content)

    assert {"items/item-q0.xml", "items/item-q0-2.xml"} <= set(files)


def test_what_typing_forgives_here_and_not_elsewhere_is_said():
    short = {"type": "short-text", "stem": "Which word?", "accepted": ["outcome"]}
    offered, files = written(short)

    assert "capitals, accents" in offered.losses[0]
    assert b'rptemplates/map_response"' in files["items/item-q0.xml"]


def test_letters_that_xml_cannot_hold_are_left_out():
    offered, _files = written({**SINGLE, "stem": "A\x0b stem\x00?"})

    assert qti.read("bank.zip", offered.content).taken[0].question["stem"] == "A stem?"


def test_reasons_are_shown_for_the_choice_that_was_taken_and_the_explanation_always():
    reasoned = [{**one, "why": f"Why {one['text']}"} for one in SINGLE["options"]]
    _offered, files = written({**SINGLE, "options": reasoned, "explanation": "Ask."})
    item = fromstring(files["items/item-q0.xml"])
    rules = {
        one.get("identifier"): [part.tag.removeprefix(ASI) for part in one.iter()][1:]
        for one in item.iter(f"{ASI}qti-set-outcome-value")
    }
    shown = [one.get("outcome-identifier") for one in item.iter(f"{ASI}qti-feedback-inline")]
    declared = {one.get("identifier") for one in item.iter(f"{ASI}qti-outcome-declaration")}

    assert rules["RESPONSE-FEEDBACK"] == ["qti-variable"]
    assert rules["SHOWN"] == ["qti-multiple", "qti-base-value"]
    assert shown == ["RESPONSE-FEEDBACK", "RESPONSE-FEEDBACK"]
    assert declared == {"SCORE", "RESPONSE-FEEDBACK", "SHOWN"}
