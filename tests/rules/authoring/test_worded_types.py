"""Words, gaps, sorting, points on a picture and cases: what makes each unanswerable."""

import pytest

from tests.rules.authoring.breaking import ALPHA, BANK, problems_in_files, small_content

WORDS = """\
  - key: w01
    type: short-text
    topic: one
    stem: What is the list of decisions called, in the words of the lesson?
    accepted: [decision log, log of decisions]
    near_misses:
      - {text: minutes, why: Minutes tell who said what.}
    explanation: One list.
"""
CLOZE = """\
  - key: w02
    type: cloze
    topic: one
    stem: Fill in what ends a programme, and with what.
    text: It ends when the {outcome} is reached, and its office {ends} too.
    gaps:
      - {key: outcome, accepted: [outcome], near_misses: [{text: output, why: Made.}], why: So.}
      - key: ends
        options: [{text: stays, why: No.}, {text: ends, right: true, why: Yes.}]
        why: Why should it stay?
    explanation: So.
"""
SORT = """\
  - key: w03
    type: categorise
    topic: one
    stem: Sort these three things by what they are for.
    categories: [Offer, Require]
    items:
      - {text: Advice, category: Offer, why: Who asks gets it.}
      - {text: A gate, category: Require, why: All pass it.}
      - {text: Training, category: Offer, why: Who wants it comes.}
    explanation: So.
"""
SPOT = """\
  - key: w04
    type: hot-spot
    topic: one
    stem: Where on the grid does a sponsor with high interest and high power stand?
    picture: ../media/grid.png
    alt: A grid of power and interest with three points
    spots:
      - {x: 10, y: 10.5, text: top left, why: Low interest.}
      - {x: 90, y: 10, text: top right, right: true, why: Both high.}
      - {x: 90, y: 90, text: bottom right, why: Low power.}
    explanation: So.
"""
CASE = """\
  - key: w05
    type: case
    topic: one
    stem: A sponsor asks the office of a port for a plan by Friday, for the third time this month.
    parts:
      - type: true-false
        stem: She may ask.
        answer: true
        why_true: Yes.
        why_false: She may.
        explanation: She may.
      - type: short-text
        stem: What do you look at first?
        accepted: [service card]
        explanation: The promise.
    explanation: So.
"""


def problems(question, *changes):
    files = small_content() | {"courses/PA-01/media/grid.png": b"any"}
    text = files[BANK].decode() + question
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return problems_in_files(files | {BANK: text.encode()})


@pytest.mark.parametrize("question", [WORDS, CLOZE, SORT, SPOT, CASE])
def test_a_sound_question_of_each_type_is_right(question):
    assert problems(question) == []


@pytest.mark.parametrize(
    ("question", "old", "new", "problem"),
    [
        (WORDS, "{text: minutes", "{text: Decision-log", "counts as right: it is one of the acc"),
        (WORDS, "[decision log,", "['?!',", "holds no letter or digit, so nobody could type it"),
        (WORDS, "[decision log, log of decisions]", "[]", "has 0 entries; at least 1"),
        (
            WORDS,
            "{text: minutes, why: Minutes tell who said what.}",
            "{text: minutes, why: x}\n      - {text: Minutes, why: y}",
            "'Minutes' stands here twice",
        ),
        (CLOZE, "the {outcome} is", "the {result} is", "marks the gap 'result', which is not amo"),
        (CLOZE, "the {outcome} is", "the outcome is", "is not in the text; write {outcome} where"),
        (CLOZE, "{ends} too", "{ends} too, {ends}", "marks a gap twice; each has its own key"),
        (CLOZE, "key: ends", "key: outcome", "'outcome' stands here twice"),
        (CLOZE, "accepted: [outcome], ", "", "needs either 'accepted' words to type or 'options'"),
        (CLOZE, "text: output", "text: Outcome", "counts as right: it is one of the accepted"),
        (
            CLOZE,
            "{text: stays, why",
            "{text: stays, right: true, why",
            "has 2 right options; a gap",
        ),
        (CLOZE, "{text: stays,", "{text: Ends,", "'ends' stands here twice"),
        (SORT, "category: Require", "category: Demand", "there is no category 'Demand'"),
        (SORT, "category: Require", "category: Offer", "nothing belongs here; two to four categor"),
        (SORT, "[Offer, Require]", "[Offer, Require, Offer]", "'Offer' stands here twice"),
        (SORT, "{text: Training", "{text: advice", "'advice' stands here twice"),
        (SPOT, "right: true, ", "", "has 0 right points; a picture has exactly one"),
        (SPOT, "text: top left", "text: top right", "'top right' stands here twice"),
        (SPOT, "grid.png", "no.png", "there is no picture '../media/no.png'; put it into"),
        (SPOT, "x: 10,", "x: 101,", "must be at most 100, not 101"),
        (CASE, "[service card]", "['-']", "holds no letter or digit"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(question, old, new, problem):
    found = problems(question, (old, new))

    assert all(one.startswith(f"{BANK}:") for one in found)
    assert any(problem in one for one in found), found


def test_the_check_of_a_lesson_may_show_a_picture_too():
    files = small_content()
    check = SPOT.replace("  - key: w04\n    type", "    type").replace("    topic: one\n", "")
    text = files[ALPHA].decode()
    a, b = text.index("  type: true-false"), text.index("\n---\nIt begins")
    shown = "\n".join(line[2:] for line in check.splitlines())
    changed = (text[:a] + shown + text[b:]).encode()

    (missing,) = problems_in_files(files | {ALPHA: changed})
    assert "there is no picture '../media/grid.png'" in missing
    assert missing.startswith(f"{ALPHA}:")
    picture = {"courses/PA-01/media/grid.png": b"any"}
    assert problems_in_files(files | picture | {ALPHA: changed}) == []
