"""What a course says it covers, held against what its lessons and questions serve."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pmo_academy.authoring.rules.course_reading import CourseSource


@dataclass(frozen=True, kw_only=True)
class ItemCoverage:
    """An item of the maturity model: its share in the course, the lessons and questions on it."""

    item: str
    share: Decimal | None
    lessons: Sequence[str]
    question_count: int

    @property
    def is_hole(self) -> bool:
        """Tell whether the course promises the item and teaches or asks nothing about it."""
        return self.share is not None and not (self.lessons and self.question_count)


def coverage_of(source: CourseSource) -> list[ItemCoverage]:
    """Return each item that is covered or served, holes first, then by code."""
    asked: Counter[str] = Counter(
        question.item
        for bank in source.banks.values()
        for question in bank.bank.questions
        if question.item
    )
    taught = {
        one.fields.item: [
            other.fields.title
            for other in source.lessons.values()
            if other.fields.item == one.fields.item
        ]
        for one in source.lessons.values()
        if one.fields.item
    }
    found = [
        ItemCoverage(
            item=item,
            share=source.course.covers.get(item),
            lessons=taught.get(item, ()),
            question_count=asked[item],
        )
        for item in sorted({*source.course.covers, *asked, *taught})
    ]
    return sorted(found, key=lambda one: not one.is_hole)
