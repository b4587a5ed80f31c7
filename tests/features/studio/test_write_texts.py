"""Writing texts: seen as a learner sees them, saved as one writes, never overwritten silently."""

from io import BytesIO

import pytest
from PIL import Image

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.studio import queries
from pmo_academy.studio.service import courses, drafts
from tests.support.content import write_content

ALPHA = "courses/PA-01/lessons/alpha.md"
PAGE = "/studio/courses/PA-01/texts/lessons/alpha"


@pytest.fixture
def draft(session, cast, tmp_path):
    authoring.load(write_content(tmp_path / "content"))
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    session.commit()
    return draft


def sent(visitor, cast, **changes):
    form = visitor.get(PAGE, as_=cast.ada).form(PAGE)
    kept = {name: one for name, one in form.items() if name in {"title", "minutes", "verb", "item"}}
    return {**kept, "body": form["body"], "seen": form["seen"], **changes}


def now(session, path=ALPHA):
    session.expire_all()
    body = queries.find_file(queries.get_draft(Kind.COURSE, "PA-01"), path)
    return body.decode() if body else None


def test_a_lesson_is_shown_as_its_learner_sees_it(visitor, cast, draft):
    page = visitor.get(PAGE, as_=cast.ada)

    assert page.soup.select(".prose h2")[0].text == "Example: a bridge"
    assert "Nothing to mend." in page.words()


def test_saving_what_is_there_leaves_the_file_byte_for_byte(visitor, session, cast, draft):
    before = now(session)
    visitor.post(PAGE, data=sent(visitor, cast), as_=cast.ada, expect=303)

    assert now(session) == before
    assert queries.list_changes(draft) == []


def test_only_what_changed_is_changed_and_minutes_follow(visitor, session, cast, draft):
    before = now(session)
    visitor.post(PAGE, data=sent(visitor, cast, minutes="24"), as_=cast.ada, expect=303)

    assert now(session) == before.replace("minutes: 14", "minutes: 24")
    assert courses.read_course(draft)["minutes"] == 70


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(visitor, session, cast, draft):
    data = sent(visitor, cast, minutes="many", body="Typed for an hour.")
    page = visitor.post(PAGE, data=data, as_=cast.ada, expect=422)

    assert page.one("[name=body]").text.strip() == "Typed for an hour."
    assert page.one("#minutes-error")
    assert "Typed" not in now(session)


def test_it_is_saved_while_writing(visitor, session, cast, draft):
    data = sent(visitor, cast, body="First words.")
    answer = visitor.post(f"{PAGE}/autosave", data=data, as_=cast.ada, expect=200)
    assert answer.json["message"].startswith("Saved ")

    data |= {"body": "More words.", "seen": answer.json["seen"]}
    visitor.post(f"{PAGE}/autosave", data=data, as_=cast.ada, expect=200)

    assert now(session).endswith("---\nMore words.\n")
    assert len(queries.list_changes(draft, path=ALPHA)) == 1


def test_two_authors_see_both_texts(visitor, session, cast, draft):
    first, second = sent(visitor, cast, body="Hers."), sent(visitor, cast, body="His.")
    visitor.post(f"{PAGE}/autosave", data=first, as_=cast.ada, expect=200)

    refused = visitor.post(f"{PAGE}/autosave", data=second, as_=cast.ada, expect=409)
    assert "Somebody else saved this" in refused.json["message"]
    both = visitor.post(PAGE, data=second, as_=cast.ada, expect=409)
    assert both.one("[name=body]").text.strip() == "His."
    assert both.one("[name=their_body]").text.strip() == "Hers."
    assert "Hers." in now(session)

    again = {**second, "seen": both.one("[name=seen]")["value"]}
    visitor.post(PAGE, data=again, as_=cast.ada, expect=303)
    assert "His." in now(session)


def test_the_preview_says_what_to_mend_and_stores_nothing(visitor, session, cast, draft):
    body = "Look [here](nowhere.md).\n\n![](../media/none.png)\n\n#### Deep"
    data = sent(visitor, cast, body=body)
    fragment = {"HX-Request": "true"}
    page = visitor.post(f"{PAGE}/preview", data=data, as_=cast.ada, expect=200, headers=fragment)

    words = page.soup.get_text(" ")
    assert "leads nowhere" in words
    assert "there is no picture" in words
    assert "skips a level of headings" in words
    assert "say where it leads instead of 'here'" in words
    assert "nowhere.md" not in now(session)


def test_an_earlier_text_is_brought_back(visitor, session, cast, draft):
    before = now(session)
    drafts.save(draft, {ALPHA: before.encode() + b"One.\n"}, what="One", by=cast.ada.id)
    drafts.save(draft, {ALPHA: b"two"}, what="Two", by=cast.ada.id)
    session.commit()

    visitor.post(f"{PAGE}/restorations", data={"number": "1"}, as_=cast.ada, expect=303)

    assert now(session) == before + "One.\n"


@pytest.mark.parametrize(
    ("kind", "key"), [("practice", "first"), ("work-product", "course"), ("lessons", "beta")]
)
def test_every_kind_of_text_has_its_editor(visitor, session, cast, draft, kind, key):
    address = f"/studio/courses/PA-01/texts/{kind}/{key}"
    form = visitor.get(address, as_=cast.ada).form(address)
    form = {name: one for name, one in form.items() if name not in ("csrf_token", "submission_key")}
    form["title"] = "Another title"
    visitor.post(address, data=form, as_=cast.ada, expect=303)

    assert "Another title" in visitor.get(address, as_=cast.ada).words()


def picture(colour="red"):
    held = BytesIO()
    Image.new("RGB", (40, 20), colour).save(held, "PNG")
    return held.getvalue()


def add(visitor, cast, content, *, alt="A red card", name="Red Card.png", expect=303):
    data = {"file": (BytesIO(content), name), "alt": alt}
    return visitor.post(f"{PAGE}/pictures", data=data, as_=cast.ada, expect=expect)


def test_a_picture_comes_with_words_and_is_not_doubled(visitor, session, cast, draft):
    add(visitor, cast, picture())
    add(visitor, cast, picture())

    assert now(session).count("![A red card](../media/red-card.png)") == 1
    page = visitor.get(PAGE, as_=cast.ada)
    source = page.one(".prose img")["src"]
    assert source.startswith("/studio/courses/PA-01/media/red-card.png")
    assert visitor.get(source, as_=cast.ada).response.mimetype == "image/png"
    visitor.get("/studio/courses/PA-01/media/other.png", as_=cast.ada, expect=404)


def test_another_picture_of_the_same_name_gets_a_number(visitor, session, cast, draft):
    add(visitor, cast, picture())
    add(visitor, cast, picture("blue"), alt="A blue card")

    assert "![A blue card](../media/red-card-2.png)" in now(session)


@pytest.mark.parametrize(
    ("content", "alt", "told"),
    [
        (b"%PDF-1.4 no", "A", "damaged"),
        (picture(), " ", "Say what the picture shows"),
        (b"", "A", "empty"),
    ],
)
def test_what_cannot_be_shown_is_refused(visitor, session, cast, draft, content, alt, told):
    before = now(session)
    add(visitor, cast, content, alt=alt)

    assert told in visitor.get(PAGE, as_=cast.ada).words()
    assert now(session) == before


@pytest.mark.parametrize("name", ["lena", "max", "root"])
def test_only_authors_write(visitor, cast, draft, name):
    person = getattr(cast, name)

    visitor.get(PAGE, as_=person, expect=403)
    visitor.post(f"{PAGE}/autosave", data={"body": "x"}, as_=person, expect=403)
    visitor.get("/studio/courses/PA-01/media/red.png", as_=person, expect=403)


def test_a_text_that_is_not_there_is_not_found(visitor, cast, draft):
    for address in ("lessons/nobody", "practice/nobody", "secrets/alpha", "work-product/x"):
        visitor.get(f"/studio/courses/PA-01/texts/{address}", as_=cast.ada, expect=404)
    visitor.post("/studio/courses/PA-01/texts/secrets/alpha", data={}, as_=cast.ada, expect=404)


def test_a_lesson_closes_with_a_question_of_its_bank(visitor, session, cast, draft):
    visitor.post(f"{PAGE}/check", data={"question": "q04"}, as_=cast.ada, expect=303)

    text = now(session)
    assert "check:\n  type: numeric\n  stem: How many?" in text
    assert "key:" not in text
    assert "How many?" in visitor.get(PAGE, as_=cast.ada).words("#check")
    visitor.post(f"{PAGE}/check", data={"question": ""}, as_=cast.ada, expect=303)
    assert "check:" not in now(session)
    visitor.post(f"{PAGE}/check", data={"question": "nobody"}, as_=cast.ada, expect=404)
    visitor.post(f"{PAGE}/check", data={"question": "q04"}, as_=cast.lena, expect=403)


def test_a_file_that_cannot_be_read_is_told_with_its_line(visitor, session, cast, draft):
    drafts.save(draft, {ALPHA: b"---\ntitle: [\n---\n"}, what="Brought", by=cast.ada.id)
    session.commit()

    page = visitor.get(PAGE, as_=cast.ada, expect=409)

    assert "lessons/alpha.md, line" in page.words()
    visitor.get("/studio/courses/PA-01", as_=cast.ada)
    visitor.post(PAGE, data={"title": "A", "minutes": "1", "verb": "do"}, as_=cast.ada, expect=409)
