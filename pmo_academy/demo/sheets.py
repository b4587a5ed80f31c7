"""The answers of the sample rounds: one mapping of item to choice for each respondent."""

from collections.abc import Mapping

Sheet = Mapping[str, str]

# The worked example of the maturity model. A row is a domain; its six columns are the items S1, S2,
# C1, C2, T1, T2; each holds the choices of respondents 1 to 8 (D: don't know, -: skipped).
_WORKED_EXAMPLE = """
MND 43333333 44323333 44233344 43323222 22111121 23221212
STD 4434333D 323322D3 3332223D 3322222D 23212223 22211111
DEV 33222233 33323323 33212223 23222222 21112111 22112221
AUT 33222222 33433233 22121112 33322223 11110001 12110111
RES 44433232 33322233 32322222 33323333 21211112 22222212
MUL 22322233 44333333 32332223 33322122 22111121 22222122
MON 33333233 43423333 33333334 43332233 22211122 22211111
STR 23222333 24222223 23312222 43332232 12111D12 22221211
VAL 32222232 32222233 22222232 22222232 221DD212 222DDDDD
LRN 33332322 33322222 333222D3 2221223D 1121-111 21222122
"""
_ITEMS = ("S1", "S2", "C1", "C2", "T1", "T2")

# What most people of the other teams see, by tier: basics in place, little control, no strategy.
_LOGISTICS = {"S": "33434333433", "C": "11021100110", "T": "00010000100"}
_DATA_PLATFORM = {"S": "21222122212", "C": "10110010100", "T": "00000100000"}

# What the people of Logistics PMO see differently, half a year later.
_SPLIT = {"MUL-C1": "131313", "AUT-C1": "013021", "RES-S1": "142413"}


def worked_example() -> list[Sheet]:
    """Return the eight sheets of the worked example."""
    columns = {
        f"{row.split()[0]}-{item}": choices
        for row in _WORKED_EXAMPLE.split("\n")
        if row
        for item, choices in zip(_ITEMS, row.split()[1:], strict=True)
    }
    return [
        {
            item: choices[respondent]
            for item, choices in columns.items()
            if choices[respondent] != "-"
        }
        for respondent in range(8)
    ]


def before_the_worked_example(*, steps: int) -> list[Sheet]:
    """Return what the same people may have answered some rounds earlier.

    Each step back takes one anchor from a part of the answers: fewer of Support, more of the rest.
    """
    return [
        {item: _earlier(choice, item, who, steps=steps) for item, choice in sheet.items()}
        for who, sheet in enumerate(worked_example())
    ]


def logistics() -> list[Sheet]:
    """Return six sheets of an office whose support is settled and which controls nothing yet."""
    return _from_habits(_LOGISTICS, respondents=6)


def logistics_in_review() -> list[Sheet]:
    """Return seven sheets of the same office half a year later; the last looks careless.

    People agree on most of it, but see some questions differently.
    """
    common = {
        item: str(min(4, int(choice) + (item[4] == "C")))
        for item, choice in _from_habits(_LOGISTICS, respondents=1)[0].items()
    }
    seen = [
        {item: _own_view(choice, item, who) for item, choice in common.items()} for who in range(6)
    ]
    return [*seen, dict.fromkeys(common, "2")]


def data_platform() -> list[Sheet]:
    """Return four sheets of a young office: too few for anything but the whole."""
    return _from_habits(_DATA_PLATFORM, respondents=4)


def _own_view(choice: str, item: str, who: int) -> str:
    """Say how somebody departs from the others: widely where people are split, else rarely."""
    if item in _SPLIT:
        return _SPLIT[item][who]
    differs = (who * 5 + sum(map(ord, item))) % 7 == 0
    return str(max(0, int(choice) - differs))


def _earlier(choice: str, item: str, who: int, *, steps: int) -> str:
    if choice == "D":
        return choice
    affected = {"S": 2, "C": 6, "T": 5}[item[4]] * steps
    place = (who * 7 + sum(map(ord, item)) * 3) % 10
    taken = affected // 10 + (place < affected % 10)
    return str(max(0, int(choice) - taken))


def _from_habits(habits: Mapping[str, str], *, respondents: int) -> list[Sheet]:
    items = list(worked_example()[0])
    return [
        {
            item: habits[item[4]][(place + who * 3) % len(habits[item[4]])]
            for place, item in enumerate(items)
        }
        for who in range(respondents)
    ]
