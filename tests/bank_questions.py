"""Questions of a bank as hypothesis makes them, for what writes and reads them."""

from hypothesis import strategies as st
from pydantic import TypeAdapter

from pmo_academy.authoring.rules.question_shapes import BankQuestion
from pmo_academy.studio.exchange.fitting import fits

SIGNS = "ab1 é中*_`[](){}<>&;#+-.!|~=\\\"'$:/%@,?\n\t"
BANK_QUESTION = TypeAdapter(BankQuestion)


def bank_question(**fields):
    return BANK_QUESTION.validate_python(
        {"key": "q01", "topic": "scope", "stem": "Which?", **fields}
    )


def without_place(question):
    """The fields that a file of another product can say, those that say nothing left out."""
    fields = question.model_dump(exclude={"key", "topic", "item"}, exclude_defaults=True)
    return {"type": question.type, **fields}


def is_sound(question):
    return not fits(question.model_dump(exclude={"key", "topic", "item"}))


TEXTS = st.text(SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
LINES = st.text(SIGNS.replace("\n", "").replace("\t", ""), min_size=1, max_size=30)
FORMS = LINES.map(lambda text: " ".join(text.split())).filter(bool)
WHYS = st.just("") | TEXTS
NUMBERS = st.decimals(-1000, 1000, places=2)


def fields_of(**strategies):
    return st.fixed_dictionaries(strategies)


def _options(least_right, most_right):
    option = fields_of(text=TEXTS, why=WHYS)
    return st.lists(option, min_size=2, max_size=10).flatmap(
        lambda options: st.integers(least_right, min(most_right, len(options))).map(
            lambda right: [one | {"right": at < right} for at, one in enumerate(options)]
        )
    )


ASKED = {"stem": TEXTS, "explanation": WHYS}
SINGLES = fields_of(type=st.just("single"), options=_options(1, 1), **ASKED)
MULTIPLES = fields_of(type=st.just("multiple"), options=_options(2, 9), **ASKED)
TRUE_FALSES = fields_of(
    type=st.just("true-false"), answer=st.booleans(), why_true=WHYS, why_false=WHYS, **ASKED
)
NUMERICS = fields_of(
    type=st.just("numeric"),
    answer=NUMBERS,
    tolerance=st.decimals(0, 5, places=1),
    near_misses=st.lists(fields_of(value=NUMBERS, why=TEXTS), max_size=3),
    **ASKED,
)
SHORT_TEXTS = fields_of(
    type=st.just("short-text"),
    accepted=st.lists(FORMS, min_size=1, max_size=15, unique=True),
    near_misses=st.lists(fields_of(text=FORMS, why=TEXTS), max_size=8),
    **ASKED,
)
ORDERINGS = fields_of(
    type=st.just("ordering"),
    steps=st.lists(fields_of(text=TEXTS, why=WHYS), min_size=2, max_size=10),
    **ASKED,
)


def matchings(whys):
    return fields_of(
        type=st.just("matching"),
        pairs=st.lists(fields_of(left=TEXTS, right=TEXTS, why=whys), min_size=2, max_size=10),
        extra=st.lists(fields_of(right=TEXTS, why=whys), max_size=5),
        **ASKED,
    )


def questions(*kinds):
    """Sound questions of these kinds."""
    made = st.one_of(*kinds).map(lambda fields: bank_question(**fields))
    return made.filter(is_sound)
