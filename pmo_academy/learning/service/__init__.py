"""Enrol, learn, complete, assign."""

from pmo_academy.learning.service.assignments import (
    Assigned,
    PastDateError,
    assign,
    assign_to_those_waiting,
    move_date,
)
from pmo_academy.learning.service.courses import (
    CourseLockedError,
    check_of,
    complete_if_done,
    enrol,
    finish_lesson,
    keep_place,
)
from pmo_academy.learning.service.exemptions import (
    end_exemption,
    exempt,
    withdraw_assignment,
)
from pmo_academy.learning.service.joining_rules import (
    end_joining_rule,
    make_joining_rule,
    welcome,
)
from pmo_academy.learning.service.moving import MovedPeople, go_on_after, move_enrolments
from pmo_academy.learning.service.notes import (
    MOST_LETTERS,
    bookmark,
    change_note,
    delete_note,
    forget_deleted_notes,
    put_note_back,
    write_note,
)
from pmo_academy.learning.service.packages import (
    Call,
    Commit,
    begin_sitting,
    keep_commit,
    report_of,
    start_values,
)
from pmo_academy.learning.service.threads import (
    answer_thread,
    ask_about_lesson,
    hide_thread,
    reopen_thread,
    withdraw_thread,
)
from pmo_academy.learning.service.withdrawals import offer_again, withdraw_course
from pmo_academy.learning.service.work_products import (
    HandedIn,
    HandInError,
    decide,
    hand_in,
    pass_on,
    pass_on_overdue,
    withdraw,
)

__all__ = [
    "MOST_LETTERS",
    "Assigned",
    "Call",
    "Commit",
    "CourseLockedError",
    "HandInError",
    "HandedIn",
    "MovedPeople",
    "PastDateError",
    "answer_thread",
    "ask_about_lesson",
    "assign",
    "assign_to_those_waiting",
    "begin_sitting",
    "bookmark",
    "change_note",
    "check_of",
    "complete_if_done",
    "decide",
    "delete_note",
    "end_exemption",
    "end_joining_rule",
    "enrol",
    "exempt",
    "finish_lesson",
    "forget_deleted_notes",
    "go_on_after",
    "hand_in",
    "hide_thread",
    "keep_commit",
    "keep_place",
    "make_joining_rule",
    "move_date",
    "move_enrolments",
    "offer_again",
    "pass_on",
    "pass_on_overdue",
    "put_note_back",
    "reopen_thread",
    "report_of",
    "start_values",
    "welcome",
    "withdraw",
    "withdraw_assignment",
    "withdraw_course",
    "withdraw_thread",
    "write_note",
]
