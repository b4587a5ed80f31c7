"""Diagrams as figures that are read aloud as what they are: ordered lists with a caption."""

from html import escape

from pmo_academy.authoring.rules.diagrams import Diagram, DiagramBox


def diagram_html(diagram: Diagram) -> str:
    """Return the figure of a diagram; every word is escaped, looks come from the stylesheet."""
    tag = "ul" if diagram.kind == "grid" else "ol"
    boxes = "".join(_box(box) for box in diagram.boxes)
    count = len(diagram.boxes)
    return (
        f'<figure class="diagram diagram--{diagram.kind}">'
        f"<figcaption>{escape(diagram.title)}</figcaption>"
        f"{_axis('up', diagram.up)}"
        f'<{tag} class="diagram__boxes diagram__boxes--{count}" role="list">{boxes}</{tag}>'
        f"{_axis('across', diagram.across)}"
        f"{_RETURN if diagram.kind == 'cycle' else ''}</figure>\n"
    )


_RETURN = '<p class="diagram__return"><span>and round again</span></p>'


def _box(box: DiagramBox) -> str:
    note = f'<span class="diagram__note">{escape(box.note)}</span>' if box.note else ""
    return (
        '<li class="diagram__box"><span class="diagram__text">'
        f'<strong class="diagram__name">{escape(box.name)}</strong>{note}</span></li>'
    )


def _axis(way: str, words: str) -> str:
    if not words:
        return ""
    return f'<p class="diagram__axis diagram__axis--{way}">{escape(words)}</p>'
