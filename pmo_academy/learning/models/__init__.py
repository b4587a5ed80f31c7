"""Tables of courses, enrolments and progress."""

from pmo_academy.learning.models.answers import Answer
from pmo_academy.learning.models.assignments import Assignment, JoiningRule
from pmo_academy.learning.models.courses import CourseEdition, Lesson, Level, Module
from pmo_academy.learning.models.enrolments import CourseCompletion, Enrolment, LessonDone
from pmo_academy.learning.models.exemptions import Exemption
from pmo_academy.learning.models.glossary import Term
from pmo_academy.learning.models.media import Medium
from pmo_academy.learning.models.notes import Kept, KeptKind
from pmo_academy.learning.models.packages import (
    Package,
    PackageCall,
    PackageFile,
    PackageState,
)
from pmo_academy.learning.models.submissions import Review, Submission
from pmo_academy.learning.models.threads import Reply, Thread, ThreadState
from pmo_academy.learning.models.withdrawals import CourseWithdrawal

__all__ = [
    "Answer",
    "Assignment",
    "CourseCompletion",
    "CourseEdition",
    "CourseWithdrawal",
    "Enrolment",
    "Exemption",
    "JoiningRule",
    "Kept",
    "KeptKind",
    "Lesson",
    "LessonDone",
    "Level",
    "Medium",
    "Module",
    "Package",
    "PackageCall",
    "PackageFile",
    "PackageState",
    "Reply",
    "Review",
    "Submission",
    "Term",
    "Thread",
    "ThreadState",
]
