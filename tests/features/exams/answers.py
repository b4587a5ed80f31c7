"""Right and wrong answers, as they are stored and as forms send them."""

from pmo_academy.exams.models import QuestionType
from pmo_academy.exams.rules.reading import to_fields

RIGHT = {
    QuestionType.SINGLE: [1],
    QuestionType.MULTIPLE: [0, 2],
    QuestionType.TRUE_FALSE: ["false"],
    QuestionType.NUMERIC: ["417,5"],
    QuestionType.ORDERING: [0, 1, 2],
    QuestionType.MATCHING: [0, 1, 2],
    QuestionType.SHORT_TEXT: ["accepted-form"],
    QuestionType.CLOZE: ["Accepted word", 1],
    QuestionType.CATEGORISE: [0, 1, 0],
    QuestionType.HOT_SPOT: [1],
    QuestionType.CASE: [[1], ["417.5"], ["accepted word", 1]],
}
WRONG = {
    QuestionType.SINGLE: [3],
    QuestionType.MULTIPLE: [0],
    QuestionType.TRUE_FALSE: ["true"],
    QuestionType.NUMERIC: ["835"],
    QuestionType.ORDERING: [2, 1, 0],
    QuestionType.MATCHING: [3, 1, 2],
    QuestionType.SHORT_TEXT: ["missed form"],
    QuestionType.CLOZE: ["Missed word", 1],
    QuestionType.CATEGORISE: [1, 1, 0],
    QuestionType.HOT_SPOT: [2],
    QuestionType.CASE: [[1], ["417.5"], ["accepted word", 0]],
}


def right_answer(question, *, wrong=False):
    return (WRONG if wrong else RIGHT)[question.type]


def fields_for(attempt, *, wrong=0):
    """What a browser sends when everything is answered, so many of the answers wrong."""
    fields = {}
    for response in attempt.responses:
        answer = right_answer(response.asked, wrong=response.position <= wrong)
        fields |= to_fields(response.asked, f"q{response.position}", answer)
    return fields


def response_of(attempt, type_):
    return next(r for r in attempt.responses if r.question.type is type_)


def form_on(page, action="/answers"):
    """What the page's form would send, without the token, which the visitor brings along."""
    return {name: value for name, value in page.form(action).items() if name != "csrf_token"}
