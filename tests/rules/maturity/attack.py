"""An attacker who holds everything stored of a closed round, and the public model.

He is told even which values are known and which evidence holds down, and sets up every sum that
the stored scores give him. A value is lost where its sum has no other solution.
"""

from itertools import chain, combinations

import numpy as np

from pmo_academy.maturity.rules.answers import tabulate
from pmo_academy.maturity.rules.scoring import Kind, score

EXACT = 4  # a figure with this many digits is an equation, one with fewer only a hint


def lost_items(model, answers, documents, *, threshold):
    """The items answered by fewer people than the threshold whose figures can be worked out."""
    table = tabulate(model, answers)
    counts = (table.is_number | table.is_unknown).sum(axis=0)
    few = {
        item.code
        for item, count, asked in zip(model.items, counts, table.in_scope, strict=True)
        if asked and 0 < count < threshold
    }
    if not few:
        return set()
    truth = {kind: score(model, answers, kind=kind) for kind in Kind}
    return {
        *(_printed(few, documents, agreed=answers.consensus)),
        *(chain(*(_solved(model, tier, few, truth, documents) for tier in model.tier_codes))),
        *(_solved_agreement(model, few, documents, table)),
    }


def _printed(few, documents, *, agreed):
    """What is simply there to be read; what a workshop agreed on is no secret."""
    stated = documents[Kind.STATED]
    for code in few:
        values = [documents[kind]["m"][code] for kind in Kind if code not in agreed]
        told = stated["choices"][code], stated["agreement"]["items"][code], *values
        if any(one is not None for one in told) or code in stated["swing"]:
            yield code


def _solved(model, tier, few, truth, documents):
    """Values that the scores of pairs and of the tier leave no choice for."""
    items = [
        i for i in model.items if i.tier == tier and truth[Kind.STATED].items[i.code] is not None
    ]
    unknown = [item for item in items if _is_hidden(item.code, documents)]
    if not any(item.code in few for item in unknown):
        return []
    equations = [
        row
        for kind in Kind
        for row in _score_rows(model, tier, unknown, truth, kind=kind, document=documents[kind])
    ]
    return [
        unknown[at].code for at in _determined(equations, len(unknown)) if unknown[at].code in few
    ]


def _is_hidden(code, documents):
    stated = documents[Kind.STATED]
    counts = stated["choices"][code]
    return stated["m"][code] is None and documents[Kind.VERIFIED]["m"][code] is None and not counts


def _score_rows(model, tier, unknown, truth, *, kind, document):
    """Each shown score as a sum over unknown values; what evidence holds down is a known two."""
    result = truth[kind]
    free = [
        kind is Kind.STATED or result.items[i.code] == truth[Kind.STATED].items[i.code]
        for i in unknown
    ]
    whole = np.zeros(len(unknown))
    for domain in model.domains:
        inside = [i for i in domain.items if i.tier == tier and result.items[i.code] is not None]
        if result.pairs[domain.code, tier] is None:
            continue
        weight = sum(item.weight for item in inside)
        row = np.array([
            item.weight / weight if item in inside and is_free else 0.0
            for item, is_free in zip(unknown, free, strict=True)
        ])  # fmt: skip
        whole += domain.relevance[tier] * row
        if document["S"][f"{domain.code}/{tier}"] is not None:
            yield row
    if document["tier"][tier] is not None:
        yield whole


def _solved_agreement(model, few, documents, table):
    """Agreement that follows from that of the domains or of the whole form."""
    agreed = documents[Kind.STATED]["agreement"]
    counts = table.is_number.sum(axis=0)
    rated = [item for item, count in zip(model.items, counts, strict=True) if count >= 3]
    unknown = [item for item in rated if agreed["items"][item.code] is None]
    rows = [
        np.array([float(item.domain == code) for item in unknown])
        for code, figure in agreed["domains"].items()
        if figure is not None
    ]
    overall = documents[Kind.STATED]["confidence"]["q"]["A"]
    if round(overall, EXACT - 1) != overall:
        rows.append(np.ones(len(unknown)))
    return {unknown[at].code for at in _determined(rows, len(unknown))} & few


def _determined(rows, size):
    """Which unknowns have one solution: those whose unit vector the equations span."""
    if not size or not rows:
        return []
    matrix = np.array(rows)
    spanned = np.linalg.pinv(matrix) @ matrix
    return np.flatnonzero(np.diag(spanned) > 1 - 1e-9).tolist()


def lost_groups(model, answers, documents, *, threshold):
    """The sets of perspectives of fewer people than the threshold whose scores can be worked out.

    Subtracting scores of groups, weighted by their size, gives the scores of what remains.
    """
    stated = documents[Kind.STATED]
    names = [one.code for one in model.perspectives]
    groups = tabulate(model, answers).groups
    sizes = np.array([groups.count(name) for name in names])
    known = [np.ones(len(names))]
    known += [
        np.array([float(name == one["group"]) for name in names])
        for one in stated["groups"]
        if one["tier"] is not None or one["count"] is not None
    ]
    if stated["perception"] is not None:
        own = np.array([float(name == names[0]) for name in names])
        known += [own, 1 - own]
    if len(known) == 1:  # only the whole, which is never few
        return []
    return [
        tuple(names[at] for at in some)
        for size in range(1, len(names) + 1)
        for some in combinations(range(len(names)), size)
        if 0 < sizes[list(some)].sum() < threshold and _spans(known, some)
    ]


def _spans(known, some):
    wanted = np.zeros(len(known[0]))
    wanted[list(some)] = 1
    matrix = np.array(known)
    found = np.linalg.lstsq(matrix.T, wanted, rcond=None)[0]
    return np.allclose(found @ matrix, wanted)
