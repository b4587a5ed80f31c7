"""What the toolbar of the editor puts into a text."""

from dataclasses import dataclass

from pmo_academy.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """A piece of Markdown: its name, what stands before and after the marked words."""

    name: object
    before: str
    after: str = ""
    filling: str = ""


SNIPPETS = (
    Snippet(name=_l("Bold"), before="**", after="**", filling="bold"),
    Snippet(name=_l("Emphasis"), before="*", after="*", filling="words"),
    Snippet(name=_l("Heading"), before="\n## ", after="\n", filling="Heading"),
    Snippet(name=_l("List"), before="\n* ", after="\n", filling="Entry"),
    Snippet(name=_l("Link"), before="[", after="](https://)", filling="what it leads to"),
    Snippet(name=_l("Term"), before="[[", after="]]", filling="sponsor"),
    Snippet(
        name=_l("Table"),
        before="\nTable: ",
        after="\n\n| Column | Column |\n|---|---|\n| Cell | Cell |\n",
        filling="What it shows",
    ),
    Snippet(name=_l("Tip"), before="\n::: tip ", after="\nText\n:::\n", filling="Title"),
    Snippet(name=_l("Warning"), before="\n::: warning ", after="\nText\n:::\n", filling="Title"),
    Snippet(
        name=_l("Opens on demand"), before="\n::: details ", after="\nText\n:::\n", filling="Title"
    ),
    Snippet(
        name=_l("Diagram"),
        before="\n```diagram\nflow: ",
        after="\nFirst step | what happens\nSecond step | what happens\n```\n",
        filling="Title",
    ),
)
