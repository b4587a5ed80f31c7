"""The parts of a published text, and where a noted one stands when the text has changed."""

from pmo_academy.learning.rules.paragraphs import Paragraph, paragraphs, place_of

TEXT = """<p>First &amp; <em>foremost</em>.</p>
<h2>How</h2><ul>
<li>One</li>
<li>Two <img src="x" alt="y"></li>
</ul>
<figure><svg><use href="#a"/><path d="M0"/></svg><figcaption>Drawn<br/>here</figcaption></figure>
<hr>
<p>Last.</p>
"""


def test_a_text_falls_into_the_parts_that_a_browser_sees():
    found = paragraphs(TEXT)

    assert [one.words for one in found] == [
        "First & foremost.", "How", "One Two", "Drawnhere", "", "Last.",
    ]  # fmt: skip
    assert [one.number for one in found] == [0, 1, 2, 3, 4, 5]
    assert "".join(one.html for one in found) == TEXT
    assert found[4].html.strip() == "<hr>"


def test_a_text_without_parts_has_none():
    assert paragraphs("") == []
    assert paragraphs("words alone") == []


def test_the_first_words_are_kept():
    assert paragraphs(f"<p>{'word ' * 50}</p>")[0].excerpt == ("word " * 18)[:90]


def test_a_noted_paragraph_is_found_where_its_words_went():
    among = [Paragraph(number=at, html="", words=words) for at, words in enumerate("ABCB")]

    assert place_of(1, "B", among=among) == 1
    assert place_of(3, "B", among=among) == 3
    assert place_of(0, "B", among=among) == 1
    assert place_of(1, "X", among=among) is None
