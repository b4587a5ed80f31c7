"""The outside certificates of the sample people, and the credit claimed for them."""

from datetime import timedelta

from sqlalchemy import select

from pmo_academy.certification.models import Cycle, WorkKind
from pmo_academy.certification.rules.cycles import Window, anniversary
from pmo_academy.certification.rules.eligibility import Schooling
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.certification.service.careers import aim_at, rate
from pmo_academy.certification.service.claims import log_claim
from pmo_academy.certification.service.credentials import add_credential
from pmo_academy.certification.service.entries import Entry
from pmo_academy.certification.service.panels import appoint, present
from pmo_academy.certification.service.planning import Work, add_work, set_schooling
from pmo_academy.certification.service.programme_tests import open_test
from pmo_academy.certification.service.records import add_entry, confirm_entry
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.demo.learning import take
from pmo_academy.demo.people import Organisation
from pmo_academy.people.models import Person

DAYS_LEFT = 74
_YEARS = 3
_TEST_DAYS, _WRONG = 43, 5
_UNCONFIRMED = 30  # entries of the last month wait for somebody to confirm them
_RECORD = (
    (
        190,
        "Project leads write their status on one page, due each last Friday.",
        "18 of 21 pages came in time in the second month; before it had been 9 of 20.",
    ),
    (
        100,
        "Whoever asks for a tester names the weeks and what a delay costs.",
        "Two clashes were settled within three days. The one before had taken five weeks.",
    ),
    (
        12,
        "The board sees forecasts beside budgets.",
        "It moved one release in the first meeting, before money was spent.",
    ),
)
# What Lena worked on: from and until how many days ago, whether she led it, whether it was agile.
_WORK = (
    ("Card terminals in 40 branches", 2300, 1500, False, False),
    ("New fraud screen", 1600, 900, True, True),
    ("Instant payments", 700, 0, True, True),
)
_OWN_VIEW = {
    "method": 2, "data": 2, "coaching": 1, "resources": 1,
    "governance": 1, "portfolio": 1, "value": 0, "leadership": 2,
}  # fmt: skip
_MANAGERS_VIEW = {**_OWN_VIEW, "coaching": 2, "leadership": 1}
_CASE_TITLE = "Three warehouses, one change freeze"
_CASE = (
    "Three of our warehouses were to change their control system in the same autumn, each with a "
    "good reason. The office showed what nobody had seen: one team of four would have had to be "
    "in two places for eleven weeks. I brought two options to the board, with what each gives up. "
    "The board moved the smallest warehouse to spring. The two others went live on the day "
    "agreed. What I would do differently: I asked the site managers too late."
)

# Title, who offered it, category, days ago, hours of Ways of Working, Power Skills and
# Business Acumen.
_CLAIMS = (
    ("Estimating under uncertainty, two-day course", "University", "education", 900, 8, 2, 0),
    ("Facilitating retrospectives", "Local chapter", "education", 760, 1, 3, 0),
    ("Negotiating with suppliers", "In-house academy", "education", 610, 0, 4, 2),
    ("Portfolio finance for project people", "Online course", "education", 480, 1, 0, 2),
    ("Risk workshop design", "Local chapter", "education", 300, 4, 2, 0),
    ("Mentoring two first-time project leads", "Payments PMO", "giving-back", 420, 2, 4, 0),
    ("Talk on dependency boards", "Local chapter", "giving-back", 250, 2, 0, 0),
    ("Practising as a project professional", "Harbour PMO", "practitioner", 200, 4, 0, 0),
)  # fmt: skip


def add(organisation: Organisation) -> None:
    """Add Lena's PMP with 41 of 60 PDUs and 74 days left, and the certificates of two others.

    Max has passed the test of the foundation as well, and so holds its certificate; Lena keeps a
    record of improvement, and Olga has presented a case.
    """
    lena, manager = organisation.person("Lena"), organisation.person("Max")
    _keep_record(lena, manager)
    _write_down_work(lena)
    aim_at(lena, "manager", by=lena)
    rate(lena, _OWN_VIEW, by=lena)
    rate(lena, _MANAGERS_VIEW, by=manager)
    _present_case(organisation)
    with clock.set_to(clock.now() - timedelta(days=_TEST_DAYS)):
        take(manager, open_test("foundation", manager), wrong=_WRONG)
    ends_on = clock.today() + timedelta(days=DAYS_LEFT)
    credential = add_credential(
        lena, rules_key="pmp", earned_on=anniversary(ends_on, years=-_YEARS)
    )
    cycle = session().scalars(select(Cycle).where(Cycle.credential_id == credential.id)).one()
    for claim in _CLAIMS:
        _log(claim, cycle=cycle, by=lena)
    add_credential(manager, rules_key="pmi-acp", earned_on=clock.today() - timedelta(days=500))
    add_credential(
        organisation.person("Priya"), rules_key="prince2-practitioner",
        earned_on=clock.today() - timedelta(days=3 * 365 - 40),
    )  # fmt: skip


def _write_down_work(person: Person) -> None:
    set_schooling(person, Schooling.DEGREE)
    for title, first, last, has_led, is_agile in _WORK:
        add_work(
            person,
            Work(
                title=title,
                kind=WorkKind.PROJECT,
                started_on=clock.today() - timedelta(days=first),
                ended_on=clock.today() - timedelta(days=last) if last else None,
                has_led=has_led,
                is_agile=is_agile,
            ),
        )


def _keep_record(person: Person, manager: Person) -> None:
    for days, change, effect in _RECORD:
        day = clock.today() - timedelta(days=days)
        entry = add_entry(person, happened_on=day, change=change, effect=effect)
        if days > _UNCONFIRMED:
            confirm_entry(entry, by=manager)


def _present_case(organisation: Organisation) -> None:
    author, manager = organisation.person("Olga"), organisation.person("Max")
    with clock.set_to(clock.now() - timedelta(days=9)):
        case = present(author, "strategic-leader", title=_CASE_TITLE, text=_CASE, link="")
    appoint(
        case,
        (manager.id, organisation.ada.id),
        meets_on=clock.today() + timedelta(days=5),
        by=organisation.ada,
    )


def _log(claim: tuple[str, str, str, int, int, int, int], *, cycle: Cycle, by: Person) -> None:
    title, provider, category, days, *hours = claim
    day = clock.today() - timedelta(days=days)
    ways_of_working, power_skills, business_acumen = (4 * hour for hour in hours)
    entry = Entry(
        title=title,
        provider=provider,
        category=Category(category),
        started_on=day,
        ended_on=day,
        ways_of_working=ways_of_working,
        power_skills=power_skills,
        business_acumen=business_acumen,
    )
    window = Window(starts_on=cycle.starts_on, ends_on=cycle.ends_on)
    log_claim(entry, cycle_id=cycle.id, cycle=window, by=by)
