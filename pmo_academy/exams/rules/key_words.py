"""What counts as right, as one line of plain text, for those who write questions."""

from collections.abc import Callable, Mapping

from pmo_academy.exams.rules.grading import right_options
from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType, plain
from pmo_academy.exams.rules.reviewing import review


def key_in_words(question: AskedQuestion) -> str:
    """Return what counts as right as one line of plain text."""
    return _KEY_WORDS[question.type](question)


def _right_texts(question: AskedQuestion) -> str:
    return "; ".join(plain(question.choices[at]) for at in sorted(right_options(question)))


def _right_value(question: AskedQuestion) -> str:
    return "true" if question.document["answer"] else "false"


def _right_number(question: AskedQuestion) -> str:
    document = question.document
    tolerance = str(document.get("tolerance") or "0")
    about = f" ± {tolerance}" if tolerance.strip("0.") else ""
    return f"{document['answer']}{about} {document.get('unit') or ''}".strip()


def _right_words(question: AskedQuestion) -> str:
    return " / ".join(question.document["accepted"])


def _right_lines(question: AskedQuestion) -> str:
    return "; ".join(plain(line.text) for line in review(question, None).lines)


def _right_order(question: AskedQuestion) -> str:
    return " > ".join(plain(text) for text in question.choices)


def _right_parts(question: AskedQuestion) -> str:
    return " / ".join(key_in_words(part) for part in question.parts)


_KEY_WORDS: Mapping[QuestionType, Callable[[AskedQuestion], str]] = {
    QuestionType.SINGLE: _right_texts,
    QuestionType.MULTIPLE: _right_texts,
    QuestionType.HOT_SPOT: _right_texts,
    QuestionType.TRUE_FALSE: _right_value,
    QuestionType.NUMERIC: _right_number,
    QuestionType.ORDERING: _right_order,
    QuestionType.MATCHING: _right_lines,
    QuestionType.SHORT_TEXT: _right_words,
    QuestionType.CLOZE: _right_lines,
    QuestionType.CATEGORISE: _right_lines,
    QuestionType.CASE: _right_parts,
}
