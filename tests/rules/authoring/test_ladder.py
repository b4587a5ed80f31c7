"""The ladder's file: every competence in each profile, and only names that exist."""

from pathlib import Path

import pytest

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import read_ladder, unknown_names

SHIPPED = Path("content/ladder.yaml").read_text("utf-8")
NAMED = {
    Kind.COURSE: {f"PA-{number:02}" for number in range(1, 13)},
    Kind.PROGRAMME: {"support-practitioner", "control-practitioner", "strategic-leader"},
    Kind.CREDENTIAL: {
        "capm", "pmi-acp", "p3o-foundation", "prince2-foundation", "pmp", "pmi-pmocp",
        "p3o-practitioner", "prince2-practitioner", "pfmp", "pgmp",
    },
}  # fmt: skip


def problems_in(text, named=None):
    problems = []
    source = read_ladder(strict_yaml.read(text, file="ladder.yaml"), problems)
    problems += unknown_names(source, named or NAMED)
    return [str(problem) for problem in problems]


def test_the_shipped_ladder_is_sound():
    assert problems_in(SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{method: 1, data: 2", "{data: 2", "names each competence once"),
        ("programme: strategic-leader", "programme: nothing", "there is no programme nothing"),
        ("[pfmp, pgmp", "[pfmp, xyz", "there is no certificate xyz"),
        ("courses: [PA-11]", "courses: [PA-77]", "there is no course PA-77"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old, new, message):
    (problem,) = problems_in(SHIPPED.replace(old, new, 1))

    assert message in problem
    assert problem.startswith("ladder.yaml:")
