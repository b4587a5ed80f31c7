"""What other products write as HTML reads the same as our Markdown, or the loss is named."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.authoring.rules.markdown_checks import problem_in_text
from pmo_academy.core.markdown import to_html, to_inline_html
from pmo_academy.studio.exchange.html_text import is_html, line_of, markdown_of, plain_of

QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
SIGNS = "ab1 *_`[](){}<>&;#+-.!|~=\\\"'$:/é"


def words(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text().translate(QUOTES).split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>bold</b> and <i>it</i>al</p><p>two<br>lines</p>",
         "One **bold** and *it*al\n\ntwo\\\nlines"),
        ("<ul><li>one<ul><li>in</li></ul></li><li><p>two</p></li></ul>",
         "- one\n    - in\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td><td>2<br>3</td></tr></table>",
         "| A | B |\n| --- | --- |\n| 1 | 2 3 |"),
        ("<pre>if a:\n  b</pre>", "    if a:\n      b"),
        ("H<sub>2</sub>O, m<sup>2</sup>", "H₂O, m²"),
        ("<h2>Head</h2>&nbsp;tail", "**Head**\n\ntail"),
        ("<blockquote>q</blockquote>e", "> q\n\ne"),
        ("<ul><li></li></ul>after", "after"),
    ],
)  # fmt: skip
def test_what_questions_can_hold_is_kept(html, markdown):
    assert markdown_of(html) == (markdown, ())


@pytest.mark.parametrize(
    ("html", "markdown", "loss"),
    [
        ('<img src="@@PLUGINFILE@@/a.png" alt="A tree">', "", "the picture “A tree”"),
        ('<img src="@@PLUGINFILE@@/a.png">x', "x", "the picture “a.png”"),
        ('see <a href="https://x.example/y">this</a>', "see this", "the link to https://x.example/y"),
        ("<script>alert(1)</script>x", "x", "a script"),
        ("<video src=x>old browser</video>x", "x", "a video"),
        ("10<sup>ab</sup>", "10^ab", "raised letters (written with ^)"),
        ("<u>x</u>", "x", "underlining"),
        (r"\(x^2\)", r"\\(x^2\\)", "the layout of a formula (shown as it was typed)"),
        ("<pre>&lt;b&gt;\n y</pre>", "&lt;b>\\\ny", "the layout of code"),
        ("<b>(a)</b>b", "(a)b", "some bold, italic or code letters"),
        ("<div>" * 500 + "x", "x", "tags nested too deep"),
        ("x" * 100_001, "", "a text of more than 100,000 characters"),
    ],
)  # fmt: skip
def test_what_is_lost_is_named(html, markdown, loss):
    assert markdown_of(html) == (markdown, (loss,))


def test_an_option_is_one_line():
    text, losses = line_of("<ul><li>one</li><li>two<br>three</li></ul>")

    assert text == "one two three"
    assert losses == ("paragraphs (joined to one)",)


@given(st.text(SIGNS, max_size=60))
def test_plain_words_show_as_they_are(text):
    markdown = plain_of(text)

    assert problem_in_text(markdown) is None
    assert words(to_html(markdown)) == " ".join(text.translate(QUOTES).split())


@given(st.text(SIGNS, max_size=60))
def test_words_of_html_show_as_they_are(text):
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    line = line_of(html)[0]

    assert problem_in_text(line) is None
    assert words(to_inline_html(line)) == " ".join(text.translate(QUOTES).split())
    assert words(to_html(markdown_of(html)[0])) == " ".join(text.translate(QUOTES).split())


@given(st.text("ab<>/pbiultrd &;\"'=!-[]", max_size=80))
def test_any_html_gives_markdown_that_questions_can_hold(html):
    for text in (markdown_of(html)[0], line_of(html)[0]):
        assert problem_in_text(text) is None


def test_a_sign_for_less_is_no_html():
    assert not is_html("a < b and c > d, vector<int>")
    assert is_html("a<br/>b")
