"""One section of a questionnaire: shown, saved answer by answer, saved as a whole."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import DomainError
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import changed_answers, field_names, given_answers
from pmo_academy.maturity.queries import AnswerRow, OwnRound
from pmo_academy.maturity.rules.model import Item
from pmo_academy.maturity.rules.questionnaire import (
    Section,
    count_done,
    seen_token,
    seen_versions,
)
from pmo_academy.maturity.service import Given, Saved, Stale
from pmo_academy.maturity.views import visits
from pmo_academy.maturity.views.answering import bp
from pmo_academy.people.sign_in import current_person

CHECK = "check"


@bp.get("/<uuid:round_id>/<slug>")
@requires(Permission.RESPOND)
def show_section(round_id: UUID, slug: str) -> ResponseReturnValue:
    """Show the questions of one section."""
    own, section = _load(round_id, slug)
    if not own.takes_answers:
        return redirect(url_for(".show_round", round_id=own.id))
    return _page(own, section)


@bp.post("/<uuid:round_id>/<slug>")
@requires(Permission.RESPOND)
@repeats_safely
def save_section(round_id: UUID, slug: str) -> ResponseReturnValue:
    """Save a section and go on; questions left open are pointed out once."""
    own, section, outcome = _save(round_id, slug)
    if _stale(outcome):
        return _stale_page(own, section, outcome=outcome)
    if "leave_open" not in request.form:
        answered = {code for code, one in queries.list_answers(own).items() if one.choice}
        if section.open_in(answered):
            return _page(own, section, status=422, open_items=section.open_in(answered))
    return redirect(_next(own, section), 303)


@bp.post("/<uuid:round_id>/<slug>/pause")
@requires(Permission.RESPOND)
@repeats_safely
def pause_section(round_id: UUID, slug: str) -> ResponseReturnValue:
    """Save a section as it is, to come back later; on the way perhaps to bring evidence."""
    own, section, outcome = _save(round_id, slug)
    if _stale(outcome):
        return _stale_page(own, section, outcome=outcome)
    wanted = request.args.get("evidence", "")
    for item, name, _comment in field_names(section):
        if name == wanted:
            form = url_for("bringing.show_form_of_round", round_id=own.id, item=item.code)
            return redirect(form, 303)
    return redirect(url_for(".show_round", round_id=own.id), 303)


@bp.post("/<uuid:round_id>/<slug>/answers")
@requires(Permission.RESPOND)
@repeats_safely
def save_answer(round_id: UUID, slug: str) -> ResponseReturnValue:
    """Save what has just changed in the page, and say so as JSON."""
    own, section = _load(round_id, slug)
    try:
        with transaction():
            outcome = service.save_answers(
                own,
                changed_answers(section, request.form),
                visit=visits.visit_of(own, section, request.form),
            )
    except DomainError as problem:
        return jsonify(message=str(problem)), problem.status
    items = {item.code: item for item in section.items}
    for code, stale in _stale(outcome).items():
        chosen = given_answers(section, request.form)[code]
        return jsonify(message=_stale_words(items[code], stale, given=chosen)), 409
    known = seen_versions(section, request.form.get("seen", ""))
    known |= {code: one.version for code, one in outcome.items()}
    moment = clock.now()
    return jsonify(
        saved_at=moment.isoformat(),
        message=_("Saved %(time)s UTC", time=f"{moment:%H:%M}"),
        seen=seen_token(section, known),
    )


def _load(round_id: UUID, slug: str) -> tuple[OwnRound, Section]:
    own = queries.get_own_round(round_id, for_person=current_person())
    return own, own.section(slug)


def _save(round_id: UUID, slug: str) -> tuple[OwnRound, Section, Mapping[str, Saved | Stale]]:
    own, section = _load(round_id, slug)
    with transaction():
        outcome = service.save_answers(
            own,
            given_answers(section, request.form),
            visit=visits.visit_of(own, section, request.form),
        )
    return queries.get_own_round(round_id, for_person=current_person()), section, outcome


def _stale(outcome: Mapping[str, Saved | Stale]) -> dict[str, Stale]:
    return {code: one for code, one in outcome.items() if isinstance(one, Stale)}


def _next(own: OwnRound, section: Section) -> str:
    """Lead to the next section; from the last, or when the person came from there, to the check."""
    following = own.sections[own.sections.index(section) + 1 :]
    if following and request.args.get("from") != CHECK:
        return url_for(".show_section", round_id=own.id, slug=following[0].slug)
    return url_for(".check_answers", round_id=own.id)


def _page(
    own: OwnRound,
    section: Section,
    *,
    status: int = 200,
    open_items: tuple[Item, ...] = (),
    problems: Mapping[str, str] | None = None,
    kept: Mapping[str, Given] | None = None,
) -> ResponseReturnValue:
    """Show a section, with what is open or in conflict and with what was chosen meanwhile."""
    answers = queries.list_answers(own)
    answered = {code for code, answer in answers.items() if answer.choice}
    if open_items:
        problems = {item.code: _("Choose an answer, or “I don't know”.") for item in open_items}
    from_check = request.args.get("from") == CHECK
    origin: dict[str, Any] = {"from": CHECK} if from_check else {}
    return render(
        "maturity/section.html",
        status=status,
        own=own,
        section=section,
        fields=list(field_names(section)),
        answers={item.code: _shown(item, answers, kept=kept) for item in section.items},
        problems=problems or {},
        left_open=len(open_items),
        number=own.sections.index(section) + 1,
        done=count_done(own.sections, answered=answered),
        seen=seen_token(section, {code: one.version for code, one in answers.items()}),
        opened=visits.opened(own, section),
        from_check=from_check,
        evidence=queries.list_own_evidence_of_round(own.id, by=current_person()),
        save_url=url_for(".save_section", round_id=own.id, slug=section.slug, **origin),
    )


def _shown(
    item: Item, answers: Mapping[str, AnswerRow], *, kept: Mapping[str, Given] | None
) -> AnswerRow:
    stored = answers.get(item.code, AnswerRow())
    given = (kept or {}).get(item.code)
    if given is None:
        return stored
    return AnswerRow(
        choice=stored.choice if given.choice is None else given.choice,
        comment=stored.comment if given.comment is None else given.comment,
        version=stored.version,
    )


def _stale_page(
    own: OwnRound, section: Section, *, outcome: Mapping[str, Saved | Stale]
) -> ResponseReturnValue:
    """Show both texts of what was changed in another tab; saving again keeps this page's."""
    given, stale = given_answers(section, request.form), _stale(outcome)
    items = {item.code: item for item in section.items}
    return _page(
        own,
        section,
        status=409,
        problems={
            code: _stale_words(items[code], one, given=given[code]) for code, one in stale.items()
        },
        kept={code: given[code] for code in stale},
    )


def _stale_words(item: Item, stale: Stale, *, given: Given) -> str:
    words: str = _(
        "You changed this in another tab. There it says: “%(there)s”. Here you chose: “%(here)s”, "
        "which is not saved yet.",
        there=_words(item, choice=stale.choice, comment=stale.comment),
        here=_words(
            item,
            choice=stale.choice if given.choice is None else given.choice,
            comment=stale.comment if given.comment is None else given.comment,
        ),
    )
    return words


def _words(item: Item, *, choice: str, comment: str) -> str:
    if not choice:
        chosen = _("no answer")
    else:
        chosen = _("I don't know") if choice == "D" else item.anchors[int(choice)]
    return f"{chosen} – {comment}" if comment else str(chosen)
