"""A part of a model's draft as a page with one form: shown, saved, and both texts at a crossing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import CourseChoice
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.forms.model_fields import Both, Group, Typed, both_texts, read
from pmo_academy.studio.queries.model_drafts import ModelDraft, get_model_draft
from pmo_academy.studio.rules.model_outline import Value
from pmo_academy.studio.service import model_drafts
from pmo_academy.studio.service.drafts import OverwritingError
from pmo_academy.studio.views.model_frame import render_model

Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Removal:
    """The button that takes the part away, and what goes with it."""

    action: str
    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a page writes: its fields, what stands in them, and what becomes of what is typed."""

    heading: str
    what: str
    groups: Sequence[Group]
    values: Callable[[Value], Values]
    alter: Callable[[Value, Values], Value]
    current: str
    action: str
    back: str
    check: Callable[[Typed], None] | None = None
    begun: Values | None = None
    removal: Removal | None = None
    courses: Sequence[CourseChoice] | None = None


PartOf = Callable[[ModelDraft], Part]


def show_part(model_code: str, part_of: PartOf) -> ResponseReturnValue:
    """Show the form with what stands in the file."""
    one = get_model_draft(model_code)
    part = part_of(one)
    present = part.values(one.value)
    return _page(one, part, Typed(values=part.begun or present))


def save_part(model_code: str, part_of: PartOf) -> ResponseReturnValue:
    """Save what was typed; nothing that somebody else wrote meanwhile is overwritten."""
    one = get_model_draft(model_code)
    part = part_of(one)
    typed = read(part.groups, request.form)
    if part.check:
        part.check(typed)
    seen = request.form.get("seen", "")
    if typed.problems:
        return _page(one, part, typed, seen=seen, status=422)
    try:
        with transaction():
            change = model_drafts.write_part(
                model_code,
                lambda value: part.alter(value, typed.values),
                part=part.values,
                seen=seen,
                what=part.what,
                by=current_person().id,
            )
    except OverwritingError:
        return _crossing(model_code, part, typed)
    flash(_("Saved in the draft.") if change else _("Nothing was changed."), "success")
    return redirect(part.back, 303)


def _crossing(model_code: str, part: Part, typed: Typed) -> ResponseReturnValue:
    """Show what stands there now beside what was typed; saving once more takes the latter."""
    one = get_model_draft(model_code)
    theirs = part.values(one.value)
    both = both_texts(part.groups, theirs=theirs, yours=typed.values)
    return _page(one, part, typed, both=both, status=409)


def _page(
    one: ModelDraft,
    part: Part,
    typed: Typed,
    *,
    seen: str = "",
    both: Sequence[Both] = (),
    status: int = 200,
) -> ResponseReturnValue:
    return render_model(
        "studio/model_part.html",
        one,
        current=part.current,
        heading=part.heading,
        status=status,
        part=part,
        typed=typed,
        seen=seen or model_drafts.mark_of(part.values, one.value),
        both=both,
    )
