"""The questions of a bank as its table shows them: filtered, sorted, with checks and figures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_academy.authoring.rules.likeness import alike
from pmo_academy.core.markdown import to_html
from pmo_academy.exams.rules.questions import plain
from pmo_academy.reports.items import ItemRow, quiz_items
from pmo_academy.studio.queries.banks import Desk, find_quiz_answers
from pmo_academy.studio.rules.bank_edits import BankText, Entry
from pmo_academy.studio.rules.question_remarks import check_question

PROBLEMS = ("faults", "advice", "none", "alike")
SORTS = ("file", "type", "topic", "right", "stem")


@dataclass(frozen=True, kw_only=True)
class BankRow:
    """One question in the table."""

    number: int
    key: str
    type: str
    stem: str
    topic: str
    item: str
    faults: Sequence[str]
    advice: Sequence[str]
    alike: Sequence[str]
    figures: ItemRow | None

    @property
    def facility(self) -> float:
        """The share of right answers, for sorting; unknown ones come last."""
        estimate = self.figures.analysis.facility if self.figures else None
        return estimate.value if estimate else 2.0


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader looks for."""

    type: str = ""
    topic: str = ""
    item: str = ""
    problem: str = ""
    text: str = ""
    sort: str = "file"

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is left out."""
        return any((self.type, self.topic, self.item, self.problem, self.text.strip()))


def read_wanted(arguments: Mapping[str, str]) -> Wanted:
    """Read the filters of an address; what is unknown filters nothing."""
    sort, problem = arguments.get("sort", "file"), arguments.get("problem", "")
    return Wanted(
        type=arguments.get("type", ""),
        topic=arguments.get("topic", ""),
        item=arguments.get("item", ""),
        problem=problem if problem in PROBLEMS else "",
        text=arguments.get("text", "")[:200],
        sort=sort if sort in SORTS else "file",
    )


def bank_rows(desk: Desk, bank: BankText) -> list[BankRow]:
    """Return every question of a bank that can be shown."""
    answers = find_quiz_answers(desk.draft.key, bank.key)
    figures = {row.key: row for row in quiz_items(answers).rows} if answers else {}
    entries = bank.entries
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in alike(entries):
        near[entries[one]["key"]].append(entries[other]["key"])
        near[entries[other]["key"]].append(entries[one]["key"])
    return [
        _row(desk, entry, number, near[entry["key"]], figures.get(entry["key"]))
        for number, entry in enumerate(entries, start=1)
    ]


def chosen_rows(rows: Sequence[BankRow], wanted: Wanted) -> list[BankRow]:
    """Return the rows that are looked for, in the order that is asked for."""
    found = [row for row in rows if _fits(row, wanted)]
    if wanted.problem == "alike" and wanted.sort == "file":
        return sorted(found, key=lambda row: (min(row.key, *row.alike), row.key))
    return sorted(found, key=_SORTS[wanted.sort])


def _row(
    desk: Desk, entry: Entry, number: int, near: Sequence[str], figures: ItemRow | None
) -> BankRow:
    remarks = check_question(entry, desk.around).remarks
    return BankRow(
        number=number,
        key=entry["key"],
        type=entry["type"],
        stem=plain(to_html(str(entry.get("stem", "")))),
        topic=str(entry.get("topic") or ""),
        item=str(entry.get("item") or ""),
        faults=[one.message for one in remarks if not one.is_advice],
        advice=[one.message for one in remarks if one.is_advice],
        alike=near,
        figures=figures,
    )


def _fits(row: BankRow, wanted: Wanted) -> bool:
    words = wanted.text.casefold().split()
    text = f"{row.key} {row.stem} {row.item}".casefold()
    return (
        wanted.type in ("", row.type)
        and wanted.topic in ("", row.topic)
        and wanted.item in ("", row.item)
        and _has_problem(row, wanted.problem)
        and all(word in text for word in words)
    )


def _has_problem(row: BankRow, problem: str) -> bool:
    by_problem = {
        "": True,
        "faults": bool(row.faults),
        "advice": bool(row.advice),
        "alike": bool(row.alike),
        "none": not (row.faults or row.advice or row.alike),
    }
    return by_problem[problem]


_SORTS: Mapping[str, Any] = {
    "file": lambda row: row.number,
    "type": lambda row: (row.type, row.number),
    "topic": lambda row: (row.topic, row.number),
    "right": lambda row: (row.facility, row.number),
    "stem": lambda row: row.stem.casefold(),
}
