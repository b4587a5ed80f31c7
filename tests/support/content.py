"""A small content folder without a problem: two courses, a model, a programme, a certificate."""

from pathlib import Path

PALM = Path(__file__).resolve().parents[2] / "content/models/palm.yaml"

COURSE = """\
code: PA-01
title: A small course
level: all
promise: You can do it afterwards.
audience: Everybody.
outcomes: [Do one thing, Do another, Do a third]
minutes: 60
learning_credit: {ways_of_working: 0.5, power_skills: 0.5, business_acumen: 0}
updated: 2026-11-22
requires: []
recommends: []
covers: {MND-S1: 1, MND-S2: 0.5}
completes_with: [lessons, quizzes]
topics:
  - {key: one, title: One}
  - {key: two, title: Two}
  - {key: three, title: Three}
  - {key: four, title: Four}
  - {key: five, title: Five}
modules:
  - key: first
    title: First
    minutes: 60
    summary: The only one.
    lessons: [alpha, beta, gamma]
    practice: true
    quiz: {draw: 5, pass_percent: 80, minutes: 6}
"""

ANNOUNCED = """\
code: PA-02
title: A course to come
level: control
announced: true
promise: You will be able to do it.
audience: Everybody.
outcomes: [Do one thing, Do another, Do a third]
minutes: 90
learning_credit: {ways_of_working: 0.5, power_skills: 0.75, business_acumen: 0.25}
updated: 2026-11-22
requires: [PA-01]
recommends: []
covers: {MND-C1: 1}
topics:
  - {key: one, title: One}
  - {key: two, title: Two}
  - {key: three, title: Three}
  - {key: four, title: Four}
  - {key: five, title: Five}
"""

LESSON = """\
---
title: The lesson {name}
minutes: 14
item: {item}
verb: do
check:
  type: true-false
  stem: The lesson {name} has a check.
  answer: true
  why_true: Right, this is it.
  why_false: Look again.
  explanation: Each lesson has one.
---
It begins with a paragraph, and [another lesson](alpha.md) helps.

{filler}

## Example: a bridge

A bridge.

### In detail

More of it.

## Example: a platform

A platform.

## Try it at work

Try.
"""

PRACTICE = """\
---
title: The practice
minutes: 12
---
## Task

Do it.

## Model answer

**Done.** See [the lesson](../lessons/beta.md).
"""

WORK_PRODUCT = """\
---
title: The work product
rubric:
  complete: All is there.
  fitting: It fits.
  used: Somebody used it.
  improved: It was improved.
---
Make it, with [the lesson](lessons/gamma.md).
"""

BANK = """\
module: first
questions:
  - key: q01
    type: single
    topic: one
    item: MND-S1
    stem: Which one?
    options:
      - text: This
        right: true
        why: Because.
      - text: That one
        why: Not because.
      - text: Another
        why: Not at all.
    explanation: This.
  - key: q02
    type: multiple
    topic: two
    stem: Which ones?
    options:
      - {text: A, right: true, why: Yes.}
      - {text: B, right: true, why: Yes.}
      - {text: C, why: No.}
      - {text: D, why: No.}
    explanation: A and B.
  - key: q03
    type: true-false
    topic: three
    stem: It is so.
    answer: false
    why_true: It is not.
    why_false: Right.
    explanation: It is not so.
  - key: q04
    type: numeric
    topic: four
    stem: How many?
    answer: 12.50
    tolerance: 0.5
    unit: hours
    near_misses:
      - {value: 25, why: Half of it.}
    explanation: Count them.
  - key: q05
    type: ordering
    topic: five
    stem: In which order?
    steps:
      - {text: First, why: It opens.}
      - {text: Second, why: It follows.}
      - {text: Third, why: It closes.}
    explanation: One by one.
  - key: q06
    type: matching
    topic: one
    stem: What belongs together?
    pairs:
      - {left: A, right: 1, why: So.}
      - {left: B, right: 2, why: So.}
      - {left: C, right: 3, why: So.}
    extra:
      - {right: 4, why: It fits nothing.}
    explanation: In pairs.
"""

MORE_QUESTIONS = "".join(
    f"""\
  - key: q{number:02}
    type: true-false
    topic: one
    stem: Statement {number} holds.
    answer: true
    why_true: It does.
    why_false: It does.
    explanation: Each does.
"""
    for number in range(7, 16)
)

PROGRAMME = """\
key: beginner
title: Beginner
position: 1
summary: You have begun.
requirements:
  - {kind: course, code: PA-01}
  - {kind: test, questions: 40, pass_percent: 70}
  - {kind: work-products, count: 2}
  - {kind: round, workshop: true}
  - {kind: panel}
  - {kind: record, months: 12}
valid_years: 3
renewal: {hours: 10, work_products: 1}
"""

SECOND_PROGRAMME = """\
key: advanced
title: Advanced
position: 2
summary: You have gone on.
requirements:
  - {kind: programme, key: beginner}
valid_years: 3
renewal: {hours: 10, work_products: 1}
"""

CREDENTIAL = """\
key: abc
title: ABC
name: A Big Certificate
body: A Body
eligibility:
  - asks: Education
    unit: hours
    value: 23
    source: A page
    checked_on: 2026-11-22
    confidence: B
renewal:
  unit: PDU
  cycle_years: {value: 3, source: A page, checked_on: 2026-11-22, confidence: A}
  total:
    value: null
    source: Another page
    url: https://www.example.org/renewal
    checked_on: 2026-11-22
    confidence: X
    note: Not published.
  triangle_minimums:
    ways_of_working: {value: 8, source: A page, checked_on: 2026-11-22, confidence: A}
    power_skills: {value: 8, source: A page, checked_on: 2026-11-22, confidence: A}
    business_acumen: {value: 8, source: A page, checked_on: 2026-11-22, confidence: A}
"""

FILLER = "\n\n".join(["word " * 99 + "end."] * 5)


def small_content() -> dict[str, bytes]:
    """Give the files by their path."""
    texts = {
        "courses/PA-01/course.yaml": COURSE,
        "courses/PA-01/practice/first.md": PRACTICE,
        "courses/PA-01/questions/first.yaml": BANK + MORE_QUESTIONS,
        "courses/PA-01/work-product.md": WORK_PRODUCT,
        "courses/PA-02/course.yaml": ANNOUNCED,
        "credentials/abc.yaml": CREDENTIAL,
        "programmes/advanced.yaml": SECOND_PROGRAMME,
        "programmes/beginner.yaml": PROGRAMME,
    }
    for name, item in (("alpha", "MND-S1"), ("beta", "MND-S2"), ("gamma", "MND-S1")):
        text = LESSON.format(name=name, item=item, filler=FILLER)
        texts[f"courses/PA-01/lessons/{name}.md"] = text
    files = {name: text.encode() for name, text in texts.items()}
    return files | {"models/palm.yaml": PALM.read_bytes()}


def write_content(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """Write the files into a folder, the small content if none are given."""
    for name, body in (files or small_content()).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder
