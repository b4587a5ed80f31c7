"""The difference between two editions says what it means to people, what counts as right first."""

import copy

import yaml

from pmo_academy.authoring.rules.course_reading import read_course
from pmo_academy.studio.rules.changes import ChangeKind, Group, PieceKind
from pmo_academy.studio.rules.difference import course_difference, file_difference
from tests.support.content import small_content

FOLDER = "courses/PA-01"
COURSE, BANK = f"{FOLDER}/course.yaml", f"{FOLDER}/questions/first.yaml"
ALPHA, BETA = f"{FOLDER}/lessons/alpha.md", f"{FOLDER}/lessons/beta.md"
WORK_PRODUCT, PRACTICE = f"{FOLDER}/work-product.md", f"{FOLDER}/practice/first.md"

TEST_BANK = """\
module: course-test
questions:
  - {key: t01, type: true-false, topic: one, stem: Is it?, answer: true}
"""


def files_of(**changes):
    files = {name: body for name, body in small_content().items() if name.startswith(FOLDER)}
    return files | changes


def changed(name, *swaps, files=None):
    files = dict(files or files_of())
    for old, new in swaps:
        assert old.encode() in files[name], old
        files[name] = files[name].replace(old.encode(), new.encode())
    return files


def with_(name, body):
    return {**files_of(), name: body if isinstance(body, bytes) else body.encode()}


def without(name):
    return {path: body for path, body in files_of().items() if path != name}


def source_of(files):
    inside = {name.removeprefix(f"{FOLDER}/"): body for name, body in files.items()}
    return read_course(FOLDER, inside, [])


def difference(new, old=None):
    old = old or files_of()
    return course_difference(source_of(old), source_of(new), old_files=old, new_files=new)


def kinds(new, old=None):
    return [one.kind for one in difference(new, old)]


def the_change(new, old=None):
    (change,) = difference(new, old)
    return change


def said(change):
    return [(piece.kind, piece.text) for piece in change.pieces]


def test_what_is_the_same_has_no_difference():
    assert difference(files_of()) == []


def test_another_right_option_stands_first_with_both_keys_and_its_line():
    new = changed(
        BANK,
        ("      - text: This\n        right: true\n", "      - text: This\n"),
        ("      - text: That one\n", "      - text: That one\n        right: true\n"),
    )
    new = changed(COURSE, ("pass_percent: 80", "pass_percent: 70"), files=new)
    new = changed(ALPHA, ("A bridge.", "A bridge of steel."), files=new)

    key, setting, words = difference(new)

    assert (key.kind, key.key, key.before, key.after) == (
        ChangeKind.KEY,
        "q01",
        ("This",),
        ("That one",),
    )
    assert (key.file, key.line, key.title) == (BANK, 3, "Which one?")
    assert (setting.part, setting.before, setting.after) == ("pass_percent", ("80",), ("70",))
    assert setting.line == 27
    assert words.group is Group.WORDS
    assert said(words)[:3] == [
        (PieceKind.GAP, ""),
        (PieceKind.SAME, "A bridge"),
        (PieceKind.ADDED, " of steel"),
    ]


def test_a_mended_spelling_of_the_right_option_is_no_other_key():
    old = changed(BANK, ("text: This\n", "text: This is the on\n"))
    new = changed(BANK, ("text: This\n", "text: This is the one\n"))

    (change,) = difference(new, old)

    assert (change.kind, change.part) == (ChangeKind.WORDS, "option")


def test_another_number_in_the_right_option_is_another_key():
    old = changed(BANK, ("text: This\n", "text: Within 5 working days\n"))
    new = changed(BANK, ("text: This\n", "text: Within 7 working days\n"))

    assert kinds(new, old) == [ChangeKind.KEY, ChangeKind.WORDS]


def test_what_comes_and_goes_in_a_bank():
    bank = yaml.safe_load(files_of()[BANK])
    bank["questions"][0]["topic"] = "two"
    del bank["questions"][0]["item"]
    gone = bank["questions"].pop(2)
    bank["questions"].append({**gone, "key": "q77"})
    added, removed, topic, item = sorted(
        difference(with_(BANK, yaml.safe_dump(bank, sort_keys=False))), key=lambda one: one.kind
    )

    assert (added.kind, added.key, added.after) == (ChangeKind.QUESTION_ADDED, "q77", ("false",))
    assert (removed.kind, removed.key) == (ChangeKind.QUESTION_REMOVED, "q03")
    assert {topic.kind, item.kind} == {ChangeKind.QUESTION_TOPIC, ChangeKind.SETTING}


def test_the_bank_of_the_course_test_counts_too():
    old = with_(f"{FOLDER}/questions/course-test.yaml", TEST_BANK)
    new = with_(
        f"{FOLDER}/questions/course-test.yaml", TEST_BANK.replace("answer: true", "answer: false")
    )
    name = f"{FOLDER}/questions/course-test.yaml"

    assert the_change(new, old).kind is ChangeKind.KEY
    assert kinds(old) == [ChangeKind.QUESTION_ADDED]
    assert kinds(files_of(), old) == [ChangeKind.QUESTION_REMOVED]
    assert the_change({**files_of(), name: b"broken"}, old).kind is ChangeKind.FILE


def test_settings_that_decide_on_passing_and_counting():
    new = changed(
        COURSE,
        ("draw: 5", "draw: 6"),
        ("requires: []", "requires: [PA-02]"),
        ("MND-S2: 0.5", "MND-S2: 1"),
        ("completes_with: [lessons, quizzes]", "completes_with: [quizzes]"),
        ("practice: true", "practice: false"),
        ("title: Five", "title: The fifth"),
        ("power_skills: 0.5", "power_skills: 0.25"),
    )
    changes = difference(new)

    assert [one.part for one in changes] == [
        "draw",
        "practice",
        "completes_with",
        "requires",
        "covers",
        "learning_credit",
        "topics",
    ]
    assert changes[2].before == ("lessons", "quizzes")
    assert changes[3].before == ()
    assert changes[4].after == ("MND-S1: 1", "MND-S2: 1")
    assert changes[6].after[-1] == "five: The fifth"


def test_a_course_test_comes_and_changes():
    old = with_(COURSE, files_of()[COURSE] + b"test: {minutes: 30}\n")
    new = with_(COURSE, files_of()[COURSE] + b"test: {minutes: 30, pass_percent: 80}\n")

    assert the_change(new, old).key == "course-test"
    assert {one.part for one in difference(old)} >= {"per_topic", "pass_percent", "minutes"}
    assert {one.after for one in difference(files_of(), old)} == {()}


def test_lessons_move_go_come_and_get_names():
    moved = changed(COURSE, ("lessons: [alpha, beta, gamma]", "lessons: [gamma, alpha, beta]"))
    assert [(one.kind, one.key) for one in difference(moved)] == [
        (ChangeKind.LESSON_MOVED, "gamma")
    ]
    gone = changed(COURSE, ("[alpha, beta, gamma]", "[alpha, gamma]"), files=without(BETA))
    assert the_change(gone).kind is ChangeKind.LESSON_REMOVED
    assert the_change(files_of(), gone).kind is ChangeKind.LESSON_ADDED
    unwritten = changed(COURSE, ("[alpha, beta, gamma]", "[alpha, beta, gamma, delta]"))
    assert the_change(unwritten).title == "delta"
    renamed = the_change(changed(ALPHA, ("title: The lesson alpha", "title: Alpha")))
    assert (renamed.kind, renamed.before, renamed.after) == (
        ChangeKind.LESSON_RENAMED,
        ("The lesson alpha",),
        ("Alpha",),
    )


def two_modules(first, second):
    course = yaml.safe_load(files_of()[COURSE])
    module = course["modules"][0]
    other = {**module, "key": "second", "title": "Second", "lessons": ["gamma"]}
    named = {"first": {**module, "lessons": ["alpha", "beta"]}, "second": other}
    course["modules"] = [copy.deepcopy(named[key]) for key in (first, second) if key]
    return with_(COURSE, yaml.safe_dump(course, sort_keys=False))


def test_modules_move_come_and_go():
    old, new = two_modules("first", "second"), two_modules("second", "first")
    assert kinds(new, old) == [ChangeKind.MODULE_MOVED]
    renamed = changed(COURSE, ("title: First", "title: The first"))
    assert [one.part for one in difference(renamed)] == ["title"]
    assert kinds(two_modules("first", None), old)[:2] == [
        ChangeKind.MODULE_REMOVED,
        ChangeKind.LESSON_REMOVED,
    ]
    assert kinds(old, two_modules("first", None))[:2] == [
        ChangeKind.MODULE_ADDED,
        ChangeKind.LESSON_ADDED,
    ]
    other = two_modules("first", "second")
    taken = with_(COURSE, other[COURSE].replace(b"  - gamma", b"  - beta"))
    assert kinds(taken, other)[0] is ChangeKind.LESSON_MOVED


def test_words_of_the_course_and_its_modules():
    new = changed(
        COURSE,
        ("promise: You can do it", "promise: You can make it"),
        ("summary: The only one.", "summary: One of one."),
        ("Do another", "Do more"),
    )

    assert [one.part for one in difference(new)] == ["promise", "outcomes", "summary"]


def test_fields_of_pages():
    new = changed(ALPHA, ("minutes: 14", "minutes: 15"), ("verb: do", "verb: know"))
    assert [one.part for one in difference(new)] == ["verb", "minutes"]
    new = changed(
        WORK_PRODUCT,
        ("title: The work product", "title: The work"),
        ("complete: All is there.", "complete: Everything is there."),
        ("rubric:", "template: media/a.xlsx\nrubric:"),
    )
    assert [one.part for one in difference(new)] == ["template", "title", "complete"]
    new = changed(
        PRACTICE, ("title: The practice", "title: Practice"), ("minutes: 12", "minutes: 9")
    )
    assert [one.part for one in difference(new)] == ["minutes", "title"]


def test_the_check_of_a_lesson():
    text = files_of()[ALPHA].decode()
    begin, end = text.index("check:"), text.index("---\nIt begins")
    bare = with_(ALPHA, text[:begin] + text[end:])

    assert kinds(changed(ALPHA, ("answer: true", "answer: false"))) == [ChangeKind.CHECK_KEY]
    assert the_change(changed(ALPHA, ("Look again.", "Look once more."))).part == "why_false"
    assert [piece.kind for piece in the_change(bare).pieces] == [PieceKind.REMOVED]
    assert [piece.kind for piece in the_change(files_of(), bare).pieces] == [PieceKind.ADDED]
    assert difference(bare, bare) == []


def test_reasons_and_options_that_come_and_go():
    new = changed(
        BANK,
        ("        why: Not because.\n", "        why: Not because of that.\n"),
        ("      - text: Another\n        why: Not at all.\n", ""),
        ("    explanation: This.\n", ""),
    )
    changes = difference(new)

    assert [one.part for one in changes] == ["explanation", "why", "option"]
    assert [piece.kind for piece in changes[2].pieces] == [PieceKind.REMOVED]


def test_media_and_files():
    name = f"{FOLDER}/media/a.png"
    old, new = with_(name, b"1"), with_(name, b"2")

    assert the_change(new, old).kind is ChangeKind.MEDIUM_REPLACED
    assert the_change(old).kind is ChangeKind.MEDIUM_ADDED
    assert the_change(files_of(), old).kind is ChangeKind.MEDIUM_REMOVED
    spaced = changed(COURSE, ("requires: []", "requires:  []"))
    assert (the_change(spaced).kind, the_change(spaced).file) == (ChangeKind.FILE, COURSE)
    (came,) = file_difference({}, {"a": b""})
    assert (came.before, came.after) == ((), ("a",))
