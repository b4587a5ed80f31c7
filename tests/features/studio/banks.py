"""A draft whose bank holds a question of each type."""

from io import BytesIO

from PIL import Image

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests.support.content import write_content
from tests.support.eleven import ELEVEN

BANK = "courses/PA-01/questions/first.yaml"
PICTURE = "courses/PA-01/media/chart.png"
ADDRESS = "/studio/courses/PA-01/questions/first"


def begin(session, cast, tmp_path):
    """The small course, published, and a draft of it with the eleven questions."""
    authoring.load(write_content(tmp_path / "content"))
    draft = drafts.begin(Kind.COURSE, "PA-01", by=cast.ada.id)
    body = BytesIO()
    Image.new("RGB", (200, 100), "white").save(body, "PNG")
    files = {BANK: ELEVEN.encode(), PICTURE: body.getvalue()}
    drafts.save(draft, files, what="Begun", by=cast.ada.id)
    session.commit()
    return draft


def bank_of(draft, path=BANK):
    """The questions of a bank by their keys."""
    text = queries.find_file(draft, path).decode()
    return {one["key"]: one for one in strict_yaml.read(text, file="").value["questions"]}


def form_of(page, key):
    """What a browser would send for the form of a question."""
    form = page.form(f"/first/{key}")
    return {name: value for name, value in form.items() if name != "csrf_token"}
