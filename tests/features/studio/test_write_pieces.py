"""Programmes and other content of one file are written, checked and published in the studio."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.certification.models import ProgrammeEdition
from pmo_academy.core.errors import ConflictError
from pmo_academy.studio import queries
from pmo_academy.studio.service import pieces
from pmo_academy.studio.service.drafts import seen_mark
from tests.support.content import small_content, write_content

PAGE = "/studio/pieces/programmes/beginner"
TEXT = small_content()["programmes/beginner.yaml"].decode()


@pytest.fixture
def draft(session, cast, tmp_path):
    authoring.load(write_content(tmp_path / "content"))
    draft = pieces.begin(Kind.PROGRAMME, "beginner", by=cast.ada.id)
    session.commit()
    return draft


def publish(visitor, cast, page=PAGE):
    mark = visitor.get(page, as_=cast.ada).form(f"{page}/publication")["seen"]
    visitor.post(f"{page}/publication", data={"seen": mark}, as_=cast.ada, expect=303)


def sent(visitor, cast, text):
    mark = visitor.get(PAGE, as_=cast.ada).form(PAGE)["seen"]
    return {"text": text, "seen": mark}


def test_every_piece_is_listed_and_begun(visitor, cast, draft):
    page = visitor.get("/studio/pieces", as_=cast.ada)
    assert "Programme: beginner" in page.words()
    assert "Rules of an outside certificate: abc" in page.words()

    visitor.post("/studio/pieces/credentials/abc/draft", as_=cast.ada, expect=303)
    assert "total" in visitor.get("/studio/pieces/credentials/abc", as_=cast.ada).words()
    visitor.post("/studio/pieces/credentials/nobody/draft", as_=cast.ada, expect=404)
    visitor.post("/studio/pieces/courses/PA-01/draft", as_=cast.ada, expect=404)


def test_a_programme_is_changed_and_published(visitor, session, cast, draft):
    text = TEXT.replace("title: ", "title: New ")
    visitor.post(PAGE, data=sent(visitor, cast, text), as_=cast.ada, expect=303)
    page = visitor.get(PAGE, as_=cast.ada)
    assert "added New" in " ".join(page.words().split())

    publish(visitor, cast)

    session.expire_all()
    assert queries.latest_number(Kind.PROGRAMME, "beginner") == 2
    assert queries.find_draft(Kind.PROGRAMME, "beginner") is None
    titles = [
        one.title
        for one in session.query(ProgrammeEdition).filter(ProgrammeEdition.key == "beginner")
    ]
    assert any(title.startswith("New ") for title in titles)


def test_what_is_wrong_is_said_with_its_line_and_keeps_it_from_being_published(
    visitor, session, cast, draft
):
    text = TEXT.replace("kind: panel", "kind: pannel")
    fragment = {"HX-Request": "true"}
    checked = visitor.post(
        f"{PAGE}/checks", data={"text": text}, as_=cast.ada, expect=200, headers=fragment
    )
    assert "there is no kind 'pannel'" in checked.soup.get_text(" ")
    visitor.post(PAGE, data=sent(visitor, cast, text), as_=cast.ada, expect=303)
    publish(visitor, cast)

    assert "Problems keep it from being published" in visitor.get(PAGE, as_=cast.ada).words()
    assert queries.latest_number(Kind.PROGRAMME, "beginner") == 1


def test_a_text_that_is_no_yaml_is_kept_and_told(visitor, cast, draft):
    visitor.post(PAGE, data=sent(visitor, cast, "a: ["), as_=cast.ada, expect=303)

    assert "not readable as YAML" in visitor.get(PAGE, as_=cast.ada).words()


def test_two_writers_see_both_texts(visitor, cast, draft):
    first, second = sent(visitor, cast, TEXT + "# One\n"), sent(visitor, cast, TEXT + "# Two\n")
    visitor.post(PAGE, data=first, as_=cast.ada, expect=303)
    both = visitor.post(PAGE, data=second, as_=cast.ada, expect=409)

    assert "# Two" in both.one("[name=text]").text
    assert "# One" in both.one("[name=theirs]").text
    visitor.post(PAGE, data={"text": " ", "seen": "x"}, as_=cast.ada, expect=422)


def test_a_programme_begins_as_a_copy(visitor, session, cast, draft):
    data = {"title": "Portfolio lead", "key": "portfolio-lead", "like": "beginner"}
    place = visitor.post("/studio/pieces", data=data, as_=cast.ada, expect=303).location
    assert place == "/studio/pieces/programmes/portfolio-lead"
    assert "title: Portfolio lead" in visitor.get(place, as_=cast.ada).one("[name=text]").text
    publish(visitor, cast, place)
    assert queries.latest_number(Kind.PROGRAMME, "portfolio-lead") == 1
    data["key"] = "beginner"
    page = visitor.post("/studio/pieces", data=data, as_=cast.ada, expect=422)
    assert "beginner is taken" in page.words()


def test_with_two_persons_the_last_writer_does_not_publish(session, cast, draft):
    mark = seen_mark(TEXT.encode())
    with pytest.raises(ConflictError, match="Nothing was changed"):
        pieces.publish(draft, seen=mark, by=cast.ada.id, needs_second=True)
    pieces.save(draft, TEXT + "# More\n", seen=mark, by=cast.ada.id)
    with pytest.raises(ConflictError, match="changed after you opened"):
        pieces.publish(draft, seen=mark, by=cast.ada.id, needs_second=False)
    later = seen_mark(f"{TEXT}# More\n".encode())
    with pytest.raises(ConflictError, match="Somebody else has to publish it"):
        pieces.publish(draft, seen=later, by=cast.ada.id, needs_second=True)

    assert pieces.publish(draft, seen=later, by=cast.max.id, needs_second=True) == 2


def test_a_draft_is_thrown_away(visitor, cast, draft):
    visitor.post(f"{PAGE}/discarding", as_=cast.ada, expect=303)
    visitor.get(PAGE, as_=cast.ada, expect=404)


@pytest.mark.parametrize("name", ["lena", "max", "root"])
def test_only_authors_write(visitor, cast, draft, name):
    visitor.get("/studio/pieces", as_=getattr(cast, name), expect=403)
    visitor.get(PAGE, as_=getattr(cast, name), expect=403)
    visitor.post(f"{PAGE}/publication", as_=getattr(cast, name), expect=403)
