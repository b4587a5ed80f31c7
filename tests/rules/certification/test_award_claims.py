"""What a certificate says, its code, and the sentences on what it took."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.claims import (
    Claims,
    clean_code,
    new_award_code,
    read_claims,
    spaced_code,
)
from pmo_academy.certification.rules.criteria import criteria
from pmo_academy.certification.rules.programmes import progress_towards
from pmo_academy.certification.rules.requirements import (
    CourseFacts,
    Facts,
    Kind,
    PanelFacts,
    PanelState,
    Programme,
    RecordFacts,
    Requirement,
    RoundFacts,
    WorkProductFacts,
)

MAY = date(2026, 5, 3)
CLAIMS = Claims(
    code="0" * 26,
    holder="马骉镕",
    programme_key="foundation",
    programme="PMO Academy Foundation",
    summary="You know what a PMO is for.",
    criteria=("One.", "Two."),
    awarded_on=MAY,
    starts_on=MAY,
    ends_on=date(2029, 5, 2),
    hours=7.0,
)


def test_claims_come_back_as_they_were_stored():
    assert read_claims(CLAIMS.as_document()) == CLAIMS


def test_codes_are_different_and_say_nothing():
    codes = {new_award_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert {len(code) for code in codes} == {26}
    assert not set("".join(codes)) & set("ilou")
    assert len({code[-1] for code in codes}) == 8  # 128 bits are 25 letters and three bits
    assert len(set("".join(codes))) == 32


@given(st.integers(0))
def test_a_code_is_read_however_it_was_typed(seed):
    del seed
    code = new_award_code()

    assert clean_code(f" {spaced_code(code).upper()} ") == code


def test_look_alikes_are_read_as_what_they_mean():
    assert clean_code("OIL-u") == "011v"


def test_a_spaced_code_stands_in_groups_of_five():
    assert spaced_code("abcdefghjkm") == "abcde-fghjk-m"


def test_each_requirement_has_its_sentence():
    inner = Programme(
        key="inner",
        title="Inner",
        requirements=(
            Requirement(kind=Kind.COURSE, key="PA-01"),
            Requirement(kind=Kind.TEST, key="inner", count=40, pass_percent=70),
        ),
    )
    outer = Programme(
        key="outer",
        title="Outer",
        requirements=(
            Requirement(kind=Kind.PROGRAMME, key="inner"),
            Requirement(kind=Kind.WORK_PRODUCTS, count=2),
            Requirement(kind=Kind.WORK_PRODUCTS, count=1),
            Requirement(kind=Kind.ROUND, needs_workshop=True),
            Requirement(kind=Kind.ROUND),
            Requirement(kind=Kind.PANEL, key="outer"),
            Requirement(kind=Kind.RECORD, count=1),
        ),
    )
    facts = Facts(
        courses={"PA-01": CourseFacts(title="What a PMO is", completed_on=MAY)},
        work_products=WorkProductFacts(accepted=2),
        rounds=(RoundFacts(title="Spring", closed_on=MAY, had_workshop=True),),
        tests={"inner": MAY},
        panels={"outer": PanelFacts(state=PanelState.PASSED, decided_on=MAY)},
        record=RecordFacts(confirmed=(date(2026, 3, 3), MAY)),
    )
    progress = progress_towards(outer, facts, programmes={"inner": inner, "outer": outer})

    assert progress.is_met
    assert criteria(progress) == (
        "Completed the course PA-01, “What a PMO is” on 3 May 2026.",
        "Passed a test of 40 questions with at least 70 % right on 3 May 2026.",
        "Made 2 work products that reviewers accepted.",
        "Made 1 work product that reviewers accepted.",
        "Took part in an assessment round with a consensus workshop.",
        "Took part in an assessment round.",
        "Presented a case to two reviewers, who were both for it on 3 May 2026.",
        "Kept a record of improvement over 1 months.",
    )
