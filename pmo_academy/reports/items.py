"""What the answers to a quiz's questions say, put into words for those who write them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.core.words import ngettext
from pmo_academy.exams.models import QuestionType
from pmo_academy.exams.rules.grading import right_options
from pmo_academy.exams.rules.item_analysis import (
    ENOUGH,
    Estimate,
    ItemAnalysis,
    Reason,
    Verdict,
    analyse,
)
from pmo_academy.exams.rules.questions import AskedQuestion, plain
from pmo_academy.exams.rules.regrading import is_corrected
from pmo_academy.exams.rules.reliability import Reliability, reliability
from pmo_academy.reports.queries.items import QuestionVersion, QuizAnswers

# The gravest first: what is listed on top needs somebody.
_ORDER = (Verdict.RETIRE, Verdict.REVISE, Verdict.KEEP, Verdict.WAIT)

VERDICTS = {
    Verdict.RETIRE: (_l("Retire"), "overdue"),
    Verdict.REVISE: (_l("Revise"), "due"),
    Verdict.KEEP: (_l("Keep"), "done"),
    Verdict.WAIT: (_l("Not enough answers"), "not_started"),
}

_REASONS = {
    Reason.MISLEADS: _l(
        "Those who know the rest get this one wrong. Take it out, then look at key and wording."
    ),
    Reason.RIVAL: _l(
        "A wrong option draws more people than the right one. Check the key, then the wording."
    ),
    Reason.SAYS_NOTHING: _l(
        "Nearly all or nearly none get it right, and it tells nobody apart. Write another."
    ),
    Reason.TOO_EASY: _l(
        "Almost everyone gets this right. Make the wrong options mistakes that people really make."
    ),
    Reason.TOO_HARD: _l(
        "Few get this right. See whether the lesson teaches it and the wording says it."
    ),
    Reason.FLAT: _l(
        "Being right here has little to do with the rest. Look for a trick or a second meaning."
    ),
    Reason.SOUND: _l("It tells those who know from those who do not yet."),
}


@dataclass(frozen=True, kw_only=True)
class OptionRow:
    """An option with how often it was chosen."""

    text: str
    is_right: bool
    count: int
    share: float
    rest: float | None


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """A version of a question with its figures and what to do."""

    key: str
    topic: str
    number: int
    earlier: int
    is_corrected: bool
    stem: str
    type: QuestionType
    analysis: ItemAnalysis
    reason: str
    hint: str
    options: Sequence[OptionRow]


@dataclass(frozen=True, kw_only=True)
class QuizItems:
    """A quiz's questions, the gravest first, with the reliability of the whole."""

    key: str
    title: str
    draw: int
    rows: Sequence[ItemRow]
    people: int
    reliability: Reliability | None

    def count(self, verdict: str) -> int:
        """Return how many questions have this verdict."""
        return sum(row.analysis.verdict == verdict for row in self.rows)


def quiz_items(answers: QuizAnswers) -> QuizItems:
    """Analyse the latest version of each question that is still drawn."""
    rows = [
        _row(versions[-1], versions[-1])
        for key, versions in answers.versions.items()
        if key in answers.latest
    ]
    return QuizItems(
        key=answers.key,
        title=answers.title,
        draw=answers.draw,
        rows=sorted(rows, key=lambda row: (_ORDER.index(row.analysis.verdict), row.key)),
        people=len(answers.first_scores),
        reliability=reliability(answers.first_scores, asked=answers.draw),
    )


def question_versions(answers: QuizAnswers, key: str) -> list[ItemRow]:
    """Analyse every version of one question, the latest first."""
    versions = answers.versions.get(key, ())
    return [_row(version, versions[-1]) for version in reversed(versions)]


def estimate_words(estimate: Estimate | None, *, in_percent: bool = False) -> str:
    """Write a figure with its interval: 64 % (48 to 77 %), or a dash."""
    if estimate is None:
        return "–"
    if in_percent:
        value, low, high = (
            number(100 * part, 0) for part in (estimate.value, estimate.low, estimate.high)
        )
        return _("%(value)s %% (%(low)s to %(high)s %%)", value=value, low=low, high=high)
    value, low, high = (number(part, 2) for part in (estimate.value, estimate.low, estimate.high))
    return _("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high)


def corrected_keys(answers: QuizAnswers, corrected: Collection[UUID]) -> set[str]:
    """Return the questions with answers by an old key, less those regraded already."""
    return {
        version.key
        for versions in answers.versions.values()
        for version in versions[:-1]
        if version.answers
        and is_corrected(version.asked, versions[-1].asked)
        and not any(one.id in corrected for one in version.questions)
    }


def _row(version: QuestionVersion, latest: QuestionVersion) -> ItemRow:
    texts, right = _options(version.asked)
    analysis = analyse(version.answers, right_options=right)
    return ItemRow(
        key=version.key,
        topic=version.topic,
        number=version.number,
        earlier=version.number - 1,
        is_corrected=is_corrected(version.asked, latest.asked),
        stem=plain(version.asked.document["stem"]),
        type=version.asked.type,
        analysis=analysis,
        reason=_reason_words(analysis),
        hint=_hint(analysis, texts),
        options=[
            OptionRow(
                text=texts[one.index],
                is_right=one.is_right,
                count=one.count,
                share=one.count / analysis.answers,
                rest=one.rest,
            )
            for one in analysis.options
        ],
    )


def _options(asked: AskedQuestion) -> tuple[list[str], list[bool]]:
    if asked.type is QuestionType.TRUE_FALSE:
        is_true = bool(asked.document["answer"])
        return [_("True"), _("False")], [is_true, not is_true]
    if asked.type not in (QuestionType.SINGLE, QuestionType.MULTIPLE):
        return [], []
    right = right_options(asked)
    texts = [plain(text) for text in asked.choices]
    return texts, [index in right for index in range(len(texts))]


def _reason_words(analysis: ItemAnalysis) -> str:
    if analysis.reason is not Reason.FEW:
        return str(_REASONS[analysis.reason])
    missing = ENOUGH - analysis.answers
    return ngettext(
        "%(num)s more person has to answer it first.",
        "%(num)s more people have to answer it first.",
        missing,
    )


def _hint(analysis: ItemAnalysis, texts: Sequence[str]) -> str:
    if not analysis.idle:
        return ""
    idle = "; ".join(texts[one.index] for one in analysis.idle)
    return _("Nobody chose: %(options)s", options=idle)
