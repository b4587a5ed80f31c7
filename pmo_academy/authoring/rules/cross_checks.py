"""What is wrong between editions: items, links, prerequisites and programmes that lead nowhere."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from pmo_academy.authoring.rules.answers import AnswersSource, unknown_courses
from pmo_academy.authoring.rules.blocks import DECORATIVE, Picture
from pmo_academy.authoring.rules.certification_checks import ProgrammeSource
from pmo_academy.authoring.rules.collection import (
    Collection,
    Draft,
    ModelSource,
    items_by_model,
    model_file,
)
from pmo_academy.authoring.rules.course_reading import (
    CourseSource,
    PageSource,
    pictured,
    tagged,
)
from pmo_academy.authoring.rules.glossary import GlossarySource, unknown_terms
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import LadderSource, unknown_names
from pmo_academy.authoring.rules.likeness import problems_with_likeness
from pmo_academy.authoring.rules.media_names import captions_of, is_picture, is_video, media_target
from pmo_academy.authoring.rules.problems import Problem

_COURSE_LISTS = ("requires", "recommends")


def add_cross_problems(collection: Collection) -> None:
    """Add to each draft what is wrong between it and the others."""
    named = {kind: _keys(collection, kind) for kind in Kind}
    courses, programmes = named[Kind.COURSE], named[Kind.PROGRAMME]
    lessons = frozenset(_lesson_files(collection.drafts))
    items, terms = _items(collection), _terms(collection)
    sources = [one.source for one in collection.drafts if isinstance(one.source, CourseSource)]
    folders = {
        one.source.folder: one for one in collection.drafts if isinstance(one.source, CourseSource)
    }
    before = {one.course.code: _prerequisites(one) for one in sources}
    needs = _needs(collection)
    for draft in collection.drafts:
        source = draft.source
        if isinstance(source, CourseSource):
            draft.problems.extend(_unknown_items(source, items))
            draft.problems.extend(_dead_links(source, lessons))
            draft.problems.extend([*_missing_pictures(source), *_missing_downloads(source)])
            draft.problems.extend(_unknown_terms(source, terms))
            draft.problems.extend(_prerequisite_problems(source, courses, before))
        elif isinstance(source, ModelSource):
            draft.problems.extend(_wrong_name(draft, source))
        elif isinstance(source, ProgrammeSource):
            draft.problems.extend(_requirement_problems(source, courses, programmes, needs))
        elif isinstance(source, AnswersSource):
            draft.problems.extend(unknown_courses(source, courses))
        elif isinstance(source, LadderSource):
            draft.problems.extend(unknown_names(source, named))
    for folder, problem in problems_with_likeness(sources):
        folders[folder].problems.append(replace(problem, is_advice=True))


def _needs(collection: Collection) -> dict[str, list[str]]:
    """Give the programmes that each programme asks for."""
    return {
        one.programme.key: [
            part.key for part in one.programme.requirements if part.kind == "programme"
        ]
        for draft in collection.drafts
        if isinstance(one := draft.source, ProgrammeSource)
    }


def _keys(collection: Collection, kind: Kind) -> frozenset[str]:
    return frozenset(one.key for one in collection.drafts if one.kind is kind)


def _lesson_files(drafts: Iterable[Draft]) -> Iterator[str]:
    for draft in drafts:
        if draft.kind is Kind.COURSE:
            start = f"courses/{draft.key}/lessons/"
            yield from (name for name in draft.files if name.startswith(start))


def _items(collection: Collection) -> frozenset[str] | None:
    """Give the items of all models; None when there is no sound model to compare with."""
    drafts = [one for one in collection.drafts if one.kind is Kind.MODEL]
    if not drafts or any(one.problems for one in drafts):
        return None
    return frozenset(item for items in items_by_model(collection).values() for item in items)


def _terms(collection: Collection) -> frozenset[str] | None:
    """Give the names in the glossary; None when it cannot be read."""
    drafts = [one for one in collection.drafts if one.kind is Kind.GLOSSARY]
    sources = [one.source for one in drafts if isinstance(one.source, GlossarySource)]
    if len(sources) < len(drafts):
        return None
    return frozenset(name for source in sources for name in source.names)


def _unknown_terms(source: CourseSource, terms: frozenset[str] | None) -> Iterator[Problem]:
    if terms is not None:
        for page in source.pages:
            yield from unknown_terms(page.page, terms)


def _wrong_name(draft: Draft, source: ModelSource) -> Iterator[Problem]:
    """Check that the file of a model bears its code, by which it is found."""
    if not draft.problems:
        wanted = model_file(source.document.value["code"])
        if wanted not in draft.files:
            message = f"the file of this model must be called {wanted}"
            yield source.document.problem(("code",), message)


def _unknown_items(source: CourseSource, items: frozenset[str] | None) -> Iterator[Problem]:
    if items is None:
        return
    for item in source.course.covers:
        if item not in items:
            message = f"the maturity model has no item {item}"
            yield source.document.problem_with_name(("covers", item), message)
    for document, path, item in tagged(source):
        if item not in items:
            yield document.problem(path, f"the maturity model has no item {item}")


def _dead_links(source: CourseSource, lessons: frozenset[str]) -> Iterator[Problem]:
    for page in source.pages:
        yield from _dead_links_of(page, lessons, source)


def _missing_pictures(source: CourseSource) -> Iterator[Problem]:
    for document, path, target in pictured(source):
        if not _is_there(source, document.file, target):
            yield document.problem((*path, "picture"), _no_picture(target))
    for page in source.pages:
        for picture in page.outline.pictures:
            if not _is_there(source, page.page.fields.file, picture.target):
                yield page.page.problem(picture.line, _no_picture(picture.target))
            elif not _can_be_read(source, page.page.fields.file, picture):
                yield page.page.problem(picture.line, _no_captions(picture.target))


def _missing_downloads(source: CourseSource) -> Iterator[Problem]:
    """Give each file that a work product offers and that is not among the course's downloads."""
    if source.work_product is None:
        return
    document = source.work_product.page.fields
    for field, target in source.work_product.fields.downloads.items():
        if media_target(document.file, target) not in source.media:
            yield document.problem(
                (field,),
                f"there is no file '{target}'; put it into the course's folder media "
                "and write media/name.xlsx",
            )


def _is_there(source: CourseSource, file: str, target: str) -> bool:
    name = media_target(file, target)
    return name is not None and (is_picture(name) or is_video(name)) and name in source.media


def _can_be_read(source: CourseSource, file: str, picture: Picture) -> bool:
    """Tell whether a video has captions and says what it shows; pictures are checked elsewhere."""
    name = str(media_target(file, picture.target))
    has_words = picture.words.lower() != DECORATIVE
    return not is_video(name) or (has_words and captions_of(name) in source.media)


def _no_captions(target: str) -> str:
    return (
        f"the video '{target}' needs captions: put {captions_of(target.rpartition('/')[2])} beside "
        "it, and say between [ and ] what is to be seen"
    )


def _no_picture(target: str) -> str:
    return (
        f"there is no picture '{target}'; put it into the course's folder "
        "media as png, jpg or webp (a video as webm or mp4) and write ../media/name.png"
    )


def _dead_links_of(
    page: PageSource[Any], lessons: frozenset[str], source: CourseSource
) -> Iterator[Problem]:
    folder = posixpath.dirname(page.page.fields.file)
    for link in page.outline.links:
        address = urlsplit(link.target)
        if address.scheme == "https" and address.netloc:
            continue
        if media_target(page.page.fields.file, link.target) in source.media:
            continue
        if posixpath.normpath(f"{folder}/{link.target}") not in lessons:
            message = (
                f"'{link.target}' leads nowhere; write other-lesson.md, "
                "../../PA-04/lessons/other-lesson.md, ../media/file.xlsx or an https address"
            )
            yield page.page.problem(link.line, message, column=link.column)


def _prerequisites(source: CourseSource) -> list[str]:
    return [*source.course.requires, *source.course.recommends]


def _prerequisite_problems(
    source: CourseSource, courses: frozenset[str], before: Mapping[str, list[str]]
) -> Iterator[Problem]:
    for name in _COURSE_LISTS:
        for at, code in enumerate(getattr(source.course, name)):
            if code not in courses:
                yield source.document.problem((name, at), f"there is no course {code}")
            elif source.course.code in _reached(code, before):
                message = f"{code} itself builds on {source.course.code}: nobody could begin"
                yield source.document.problem((name, at), message)


def _requirement_problems(
    source: ProgrammeSource,
    courses: frozenset[str],
    programmes: frozenset[str],
    needs: Mapping[str, list[str]],
) -> Iterator[Problem]:
    key = source.programme.key
    for at, requirement in enumerate(source.programme.requirements):
        path = ("requirements", at)
        if requirement.kind == "course" and requirement.code not in courses:
            yield source.document.problem((*path, "code"), f"there is no course {requirement.code}")
        if requirement.kind != "programme":
            continue
        if requirement.key not in programmes:
            message = f"there is no programme '{requirement.key}'"
            yield source.document.problem((*path, "key"), message)
        elif key in _reached(requirement.key, needs):
            message = f"'{requirement.key}' itself asks for '{key}': nobody could meet both"
            yield source.document.problem((*path, "key"), message)


def _reached(begin: str, following: Mapping[str, list[str]]) -> set[str]:
    """Give what can be reached from one point, itself included."""
    reached: set[str] = set()
    waiting = [begin]
    while waiting:
        point = waiting.pop()
        if point not in reached:
            reached.add(point)
            waiting.extend(following.get(point, ()))
    return reached
