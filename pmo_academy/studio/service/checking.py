"""Checks a draft as loading it would, against what is published of everything else."""

from collections.abc import Mapping
from functools import lru_cache

from pmo_academy.authoring.media import add_media_problems
from pmo_academy.authoring.queries import latest_files_of, latest_names
from pmo_academy.authoring.rules.collection import Collection, Draft, collect
from pmo_academy.authoring.rules.cross_checks import add_cross_problems
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.maturity.publishing import problems_in_model

# What courses speak of: the items of models, the terms of the glossary.
_SPOKEN_OF = (Kind.MODEL, Kind.GLOSSARY)


def checked(kind: Kind, key: str, files: Mapping[str, bytes]) -> Draft:
    """Return the files as an edition to be, with everything that is wrong with them."""
    others = tuple(
        Draft(kind=one, key=name, files=dict.fromkeys(paths, b""), source=None)
        for (one, name), paths in latest_names().items()
        if one not in _SPOKEN_OF and (one, name) != (kind, key)
    )
    around = () if kind in _SPOKEN_OF else _read(tuple(latest_files_of(_SPOKEN_OF).items()))
    own = collect(files, model_problems=problems_in_model)
    collection = Collection(drafts=(*own.drafts, *around, *others), strays=own.strays)
    add_cross_problems(collection)
    add_media_problems(Collection(drafts=own.drafts, strays=()))
    draft = next(one for one in own.drafts if (one.kind, one.key) == (kind, key))
    draft.problems.extend(own.strays)
    return draft


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, bytes], ...]) -> tuple[Draft, ...]:
    """Read what courses speak of; it changes seldom and takes long."""
    return collect(dict(files), model_problems=problems_in_model).drafts
