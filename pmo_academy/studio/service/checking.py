"""Checks a draft as loading it would, against what is published of everything else."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pmo_academy.authoring.media import add_media_problems
from pmo_academy.authoring.packages import add_package_problems
from pmo_academy.authoring.queries import latest_files_of, latest_names
from pmo_academy.authoring.rules.collection import Collection, Draft, collect
from pmo_academy.authoring.rules.cross_checks import add_cross_problems
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.maturity.publishing import problems_in_model

# What courses speak of: the items of models, the terms of the glossary.
_SPOKEN_OF = (Kind.MODEL, Kind.GLOSSARY)


def checked(kind: Kind, key: str, files: Mapping[str, bytes], *, only: str = "") -> Draft:
    """Return the files as an edition to be, with everything that is wrong with them.

    With `only`, a file of a course is read alone beside course.yaml, which takes a moment; of the
    other files only the names count then, and only the problems of this file mean anything.
    """
    around: list[Draft] = []
    if kind not in _SPOKEN_OF:
        around.extend(_read(tuple(latest_files_of(_SPOKEN_OF).items())))
    around.extend(
        _named(one, name, paths)
        for (one, name), paths in latest_names().items()
        if one not in _SPOKEN_OF and (one, name) != (kind, key)
    )
    if only:
        around.append(_named(kind, key, files))
    own = collect(_part(files, only) if only else files, model_problems=problems_in_model)
    add_cross_problems(Collection(drafts=(*own.drafts, *around), strays=own.strays))
    if not only:
        add_media_problems(Collection(drafts=own.drafts, strays=()))
        add_package_problems(Collection(drafts=own.drafts, strays=()))
    draft = next(one for one in own.drafts if (one.kind, one.key) == (kind, key))
    draft.problems.extend(own.strays)
    return draft


def check_together(collection: Collection) -> None:
    """Add to pieces that come together what is wrong with them among each other and all else."""
    own = {(one.kind, one.key) for one in collection.drafts}
    published = _read(tuple(latest_files_of(_SPOKEN_OF).items()))
    around = [one for one in published if (one.kind, one.key) not in own]
    around += [
        _named(kind, key, paths)
        for (kind, key), paths in latest_names().items()
        if kind not in _SPOKEN_OF and (kind, key) not in own
    ]
    add_cross_problems(Collection(drafts=(*collection.drafts, *around), strays=()))
    add_media_problems(collection)


def _named(kind: Kind, key: str, paths: Iterable[str]) -> Draft:
    """Return what others need to know of an edition: its name and those of its files."""
    return Draft(kind=kind, key=key, files=dict.fromkeys(paths, b""), source=None)


def _part(files: Mapping[str, bytes], only: str) -> dict[str, bytes]:
    return {
        path: body
        for path, body in files.items()
        if path == only or path.endswith("/course.yaml") or "/media/" in path
    }


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, bytes], ...]) -> tuple[Draft, ...]:
    """Read what courses speak of; it changes seldom and takes long."""
    return collect(dict(files), model_problems=problems_in_model).drafts
