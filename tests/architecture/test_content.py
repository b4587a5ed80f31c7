"""What is shipped in content/ has no problem, loads, and covers the whole maturity model."""

from pathlib import Path

from pmo_academy.authoring import service
from pmo_academy.authoring.models import SourceFile
from pmo_academy.authoring.rules.collection import ModelSource
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.service import Outcome

CONTENT = Path(__file__).resolve().parents[2] / "content"


def sources(kind):
    drafts = service.check(CONTENT).drafts
    return [draft.source for draft in drafts if isinstance(draft.source, kind)]


def test_no_file_has_a_problem():
    assert [str(problem) for problem in service.check(CONTENT).problems] == []


def test_each_item_of_the_model_is_covered_in_full_by_a_course():
    (model,) = sources(ModelSource)
    items = {item["code"] for one in model.document.value["domains"] for item in one["items"]}
    covered = {
        item
        for source in sources(CourseSource)
        for item, share in source.course.covers.items()
        if share == 1
    }

    assert items - covered == set()


def test_all_of_it_loads_and_loading_twice_changes_nothing(session, tmp_path):
    first = service.load(CONTENT)
    files = session.query(SourceFile).count()
    second = service.load(CONTENT)

    assert {one.outcome for one in first.editions} == {Outcome.NEW}
    assert {one.outcome for one in second.editions} == {Outcome.UNCHANGED}
    assert session.query(SourceFile).count() == files
    assert service.export(tmp_path / "out") == files
