"""Drafts: what is saved stands in the history, can be undone, and overwrites nothing silently."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.file_sweep import names_of_contents
from pmo_academy.core.storage import digest_of
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftFile
from pmo_academy.studio.service import checking, drafts
from tests.support.content import write_content

ALPHA = "courses/PA-01/lessons/alpha.md"
BETA = "courses/PA-01/lessons/beta.md"
PICTURE = "courses/PA-01/media/line.png"


@pytest.fixture
def draft(session, cast, tmp_path):
    authoring.load(write_content(tmp_path / "content"))
    return drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)


def test_a_draft_begins_as_the_latest_edition(draft, cast):
    assert queries.files_of(draft) == queries.edition_files(Kind.COURSE, "PA-01", 1)
    assert drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id) is draft


def test_a_change_is_stored_and_the_edition_stays(draft, cast):
    drafts.save(draft, {ALPHA: b"new", BETA: None}, what="Changed", by=cast.ada.id)

    assert queries.find_file(draft, ALPHA) == b"new"
    assert queries.find_file(draft, BETA) is None
    assert BETA not in queries.files_of(draft)
    assert BETA in queries.edition_files(Kind.COURSE, "PA-01", 1)


def test_saving_what_stands_there_is_no_change(draft, cast):
    same = queries.find_file(draft, ALPHA)

    assert drafts.save(draft, {ALPHA: same}, what="Changed", by=cast.ada.id) is None


def test_going_on_writing_is_one_change_of_the_history(draft, cast):
    for text in (b"a", b"ab", b"abc"):
        drafts.save(draft, {ALPHA: text}, what="Written", by=cast.ada.id)
    drafts.save(draft, {ALPHA: b"abcd"}, what="Written", by=cast.root.id)

    assert [one.by for one in queries.list_changes(draft, path=ALPHA)] == ["Root Admin", "Ada Lind"]


def test_two_writers_never_overwrite_each_other_silently(draft, cast):
    mark = drafts.seen_mark(queries.find_file(draft, ALPHA))
    drafts.save(draft, {ALPHA: b"hers"}, what="Written", by=cast.ada.id, seen={ALPHA: mark})

    with pytest.raises(drafts.OverwritingError) as refused:
        drafts.save(draft, {ALPHA: b"his"}, what="Written", by=cast.root.id, seen={ALPHA: mark})

    assert refused.value.present == b"hers"
    assert queries.find_file(draft, ALPHA) == b"hers"


def test_both_wrote_the_same_so_nothing_is_lost(draft, cast):
    mark = drafts.seen_mark(queries.find_file(draft, ALPHA))
    drafts.save(draft, {ALPHA: b"same"}, what="Written", by=cast.ada.id, seen={ALPHA: mark})

    assert not drafts.save(
        draft, {ALPHA: b"same"}, what="Written", by=cast.root.id, seen={ALPHA: mark}
    )


def test_a_removal_can_be_undone_and_the_undoing_too(draft, cast):
    before = queries.find_file(draft, ALPHA)
    drafts.save(draft, {ALPHA: None}, what="Removed", by=cast.ada.id)
    undone = drafts.undo(draft, 1, by=cast.ada.id)

    assert queries.find_file(draft, ALPHA) == before
    assert drafts.undo(draft, 1, by=cast.ada.id) is None
    drafts.undo(draft, undone.number, by=cast.ada.id)
    assert queries.find_file(draft, ALPHA) is None


def test_what_was_changed_again_is_restored_instead(draft, cast):
    drafts.save(draft, {ALPHA: b"first"}, what="Written", by=cast.ada.id)
    drafts.save(draft, {ALPHA: b"second"}, what="Rewritten", by=cast.ada.id)

    with pytest.raises(ConflictError):
        drafts.undo(draft, 1, by=cast.ada.id)
    drafts.restore(draft, ALPHA, 1, by=cast.ada.id)
    assert queries.find_file(draft, ALPHA) == b"first"


def test_a_draft_that_is_discarded_leaves_the_edition(draft, cast):
    drafts.save(draft, {ALPHA: b"new"}, what="Written", by=cast.ada.id)
    drafts.discard(draft, by=cast.ada.id)

    assert queries.find_draft(Kind.COURSE, "PA-01") is None
    assert queries.latest_number(Kind.COURSE, "PA-01") == 1


def test_a_code_is_taken_once(draft, cast):
    with pytest.raises(ConflictError):
        drafts.begin_new(Kind.COURSE, "PA-01", {ALPHA: b"x"}, by=cast.ada.id)
    new = drafts.begin_new(Kind.COURSE, "OWN-01", {"courses/OWN-01/a": b"x"}, by=cast.ada.id)
    assert new.base_number is None
    assert queries.files_of(new) == {"courses/OWN-01/a": b"x"}


def test_a_draft_is_checked_as_loading_it_would(draft, cast):
    assert checking.checked(Kind.COURSE, "PA-01", queries.files_of(draft)).problems == []
    text = queries.find_file(draft, ALPHA).replace(b"(alpha.md)", b"(nowhere.md)")
    drafts.save(draft, {ALPHA: text}, what="Written", by=cast.ada.id)

    (problem,) = checking.checked(Kind.COURSE, "PA-01", queries.files_of(draft)).problems
    assert "leads nowhere" in str(problem)


def test_a_picture_of_a_draft_lies_in_the_storage_and_is_undone_as_a_text_is(draft, session, cast):
    drafts.save(draft, {PICTURE: b"first"}, what="Brought", by=cast.ada.id)
    drafts.save(draft, {PICTURE: b"second"}, what="Replaced", by=cast.ada.id)
    assert queries.find_file(draft, PICTURE) == queries.files_of(draft)[PICTURE] == b"second"
    row = session.get(DraftFile, (draft.id, PICTURE))
    assert (row.body, row.digest) == (None, digest_of(b"second"))

    drafts.undo(draft, queries.last_change(draft.id).number, by=cast.ada.id)

    assert queries.find_file(draft, PICTURE) == b"first"
    assert {digest_of(b"first"), digest_of(b"second")} <= names_of_contents()
    drafts.save(draft, {PICTURE: None}, what="Taken away", by=cast.ada.id)
    assert queries.find_file(draft, PICTURE) is None
    drafts.restore(draft, PICTURE, 2, by=cast.ada.id)
    assert queries.find_file(draft, PICTURE) == b"second"
