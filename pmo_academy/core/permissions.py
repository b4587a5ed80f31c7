"""The whole policy on one page: the permissions, the roles, and which role holds which."""

from enum import StrEnum


class Permission(StrEnum):
    """What a page can ask for; the record itself is loaded through its reader besides."""

    KEEP_ACCOUNT = "people:keep-account"
    LEARN = "learning:take"
    RESPOND = "maturity:respond"
    TRACK_CREDENTIALS = "certification:track"
    RUN_CERTIFICATION = "certification:run"
    READ_TEAM = "reports:read-team"
    ASSIGN_LEARNING = "learning:assign"
    RUN_ROUNDS = "maturity:run-rounds"
    MANAGE_MODELS = "authoring:manage-models"
    AUTHOR_COURSES = "authoring:courses"
    ADMINISTER = "people:administer"


class Role(StrEnum):
    """What a person is here; everybody is staff, the others are added."""

    STAFF = "staff"
    MANAGER = "manager"
    PMO_LEAD = "pmo-lead"
    ADMINISTRATOR = "administrator"


HELD_BY: dict[Role, frozenset[Permission]] = {
    # Takes courses, answers questionnaires, keeps an account and outside certificates.
    Role.STAFF: frozenset(
        {
            Permission.KEEP_ACCOUNT,
            Permission.LEARN,
            Permission.RESPOND,
            Permission.TRACK_CREDENTIALS,
        }
    ),
    # Of a given team and the teams below it: reads its level and its people's progress.
    Role.MANAGER: frozenset(
        {Permission.READ_TEAM, Permission.ASSIGN_LEARNING, Permission.RUN_ROUNDS}
    ),
    # Reads every team, runs rounds for each, answers for content and certificates.
    Role.PMO_LEAD: frozenset(
        {
            Permission.READ_TEAM,
            Permission.ASSIGN_LEARNING,
            Permission.RUN_ROUNDS,
            Permission.MANAGE_MODELS,
            Permission.AUTHOR_COURSES,
            Permission.RUN_CERTIFICATION,
        }
    ),
    # Keeps accounts and teams; sees no results and no answers.
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return everything that these roles together may do."""
    return frozenset().union(*(HELD_BY[role] for role in roles))
