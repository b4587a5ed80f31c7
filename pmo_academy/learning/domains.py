"""The names of the domains that courses are sorted by; the codes are those of maturity items."""

from pmo_academy.core.words import lazy_gettext as _l

DOMAINS = {
    "MND": _l("Mandate and objectives"),
    "STD": _l("Methods, procedures and templates"),
    "DEV": _l("Coaching, training and guidance"),
    "AUT": _l("Authorising and growing project managers"),
    "RES": _l("Resources and cross-project coordination"),
    "MUL": _l("Multi-project and programme management"),
    "MON": _l("Performance monitoring and assurance"),
    "STR": _l("Strategy and portfolio"),
    "VAL": _l("Value, benefits and financial accountability"),
    "LRN": _l("Knowledge and improvement"),
}

LEVELS = {
    "foundation": _l("Foundation"),
    "support": _l("Support"),
    "support-to-control": _l("Support to Control"),
    "control": _l("Control"),
    "strategic": _l("Strategic"),
    "all": _l("All levels"),
}

# What the catalogue can be narrowed to: courses for both levels or for all fit either.
LEVELS_TO_CHOOSE = ("foundation", "support", "control", "strategic")

LENGTHS = {
    "short": _l("Up to 2 h 30 min"),
    "medium": _l("Up to 4 h"),
    "long": _l("Longer than 4 h"),
}
