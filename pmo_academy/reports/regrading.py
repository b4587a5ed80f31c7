"""A version of a question whose answers may be regraded: by which keys, and what each changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Question
from pmo_academy.exams.rules.key_words import key_in_words
from pmo_academy.exams.rules.questions import plain
from pmo_academy.exams.rules.regrading import is_corrected
from pmo_academy.exams.service import Regrading, Wanted
from pmo_academy.people.queries import list_names
from pmo_academy.reports.queries.items import QuestionVersion, QuizAnswers


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a regrade would change, and the names of those who pass by it."""

    outcome: Regrading
    passing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Correcting:
    """A version with its key in words, and the later key where only the key differs."""

    quiz_key: str
    quiz_title: str
    question_key: str
    number: int
    stem: str
    key: str
    later_key: str
    by_key: Wanted | None
    with_point: Wanted

    def effects(self) -> Mapping[str, Effect]:
        """Return what each possible regrade would change, by its name in the form."""
        wanted = {"key": self.by_key, "point": self.with_point}
        keys = {name: one.key for name, one in wanted.items() if one is not None}
        outcomes = exams.preview_regrades(self.with_point.question_ids, list(keys.values()))
        names = list_names(gain.person_id for one in outcomes for gain in one.passing)
        return {
            name: Effect(
                outcome=outcome,
                passing=tuple(sorted({names[gain.person_id] for gain in outcome.passing})),
            )
            for name, outcome in zip(keys, outcomes, strict=True)
        }


def correcting(answers: QuizAnswers, question_key: str, number: int) -> Correcting | None:
    """Return what can be regraded of a version of a question; None where there is no such one."""
    versions = answers.versions.get(question_key, ())
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return None
    latest = versions[-1]
    has_new_key = is_corrected(version.asked, latest.asked)
    return Correcting(
        quiz_key=answers.key,
        quiz_title=answers.title,
        question_key=question_key,
        number=number,
        stem=plain(version.asked.document["stem"]),
        key=key_in_words(version.asked),
        later_key=key_in_words(latest.asked) if has_new_key else "",
        by_key=_wanted(answers, version, latest.questions[-1]) if has_new_key else None,
        with_point=_wanted(answers, version, None),
    )


def _wanted(answers: QuizAnswers, version: QuestionVersion, later: Question | None) -> Wanted:
    return Wanted(
        quiz_key=answers.key,
        question_key=version.key,
        question_ids=[one.id for one in version.questions],
        later=later,
    )
