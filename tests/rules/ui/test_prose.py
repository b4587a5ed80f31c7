"""Tables in published text can be reached by keyboard."""

from pmo_academy.ui.prose import readable

TABLE = "<table><thead><tr><th>Who &amp; <em>when</em></th><th></th></tr></thead></table>"


def test_a_table_stands_in_a_named_region(app):
    with app.app_context():
        html = readable(f"<p>Before</p>{TABLE}<p>After</p>")

    assert 'role="region" tabindex="0" aria-label="Table: Who &amp; when"' in html
    assert html.count("</table></div>") == 1
    assert html.startswith("<p>Before</p><div")


def test_text_without_tables_stays_as_it_is(app):
    assert readable("<p>A &lt; B</p>") == "<p>A &lt; B</p>"
