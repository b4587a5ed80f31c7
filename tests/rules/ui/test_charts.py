"""Charts are well-formed, print their numbers, escape their words and keep their labels inside."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from pmo_academy.ui import charts
from pmo_academy.ui.charts.svg import text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<b> & "quoted" \' text'
LONG = "Authorising and growing project managers across several regions"
DOMAINS = (
    "Mandate and objectives",
    "Methods, procedures and templates",
    "Coaching, training and guidance",
    "Authorising and growing project managers",
    "Resources and cross-project coordination",
    "Multi-project and programme management",
    "Performance monitoring and assurance",
    "Strategy and portfolio",
    "Value, benefits and financial accountability",
    "Knowledge and improvement",
)
SHORT = ("Mandate", "Methods", "Coaching", "Managers", "Resources")
CHINESE = (
    "授权与目标",
    "方法、程序和模板",
    "辅导、培训和指导",
    "项目经理的授权与成长",
    "资源与跨项目协调",
)
VALUES = (2.9, 2.6, 2.4, 1.5, 2.2, 2.1, 2.3, 1.2, 1.0, 4.0)


def tree(svg):
    return ElementTree.fromstring(  # noqa: S314 -- our own picture
        str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def texts(svg):
    return [part.text or "" for part in tree(svg).iter(f"{SVG}text")]


def height(svg):
    return float(tree(svg).get("viewBox").split()[3])


def boxes(svg, *, top=0.0):
    """Estimate where each line of text is drawn: left, top, right, bottom."""
    found = []
    for part in tree(svg).iter(f"{SVG}text"):
        width = text_width(part.text or "")
        x, y = float(part.get("x")), float(part.get("y")) + top
        left = x - {"start": 0, "middle": width / 2, "end": width}[part.get("text-anchor", "start")]
        found.append((left, y - 11, left + width, y + 3))
    return found


def radar(axes, values=None):
    values = VALUES[: len(axes)] if values is None else values
    series = [
        charts.Series(name="Now", values=values),
        charts.Series(name="Target", values=(3.0,) * len(axes)),
    ]
    return charts.radar(axes, series, title="Profile")


def every_kind(label):
    yield radar([label] * 5)
    yield charts.dots([charts.DotRow(label=label, now=1.5, target=2.5, before=1)], title=label)
    yield charts.trend(
        [charts.TrendPoint(label=label, value=3)], title=label, top=9, target=6, target_label=label
    )
    yield charts.ring(41, 60, title=label, note=label)
    yield charts.bar(21, 35, title=label, least=8, least_label=label)
    yield charts.strip([charts.Answer(label=label, count=3)], title=label)


@pytest.mark.parametrize("label", [NASTY, LONG, "短"])
def test_words_are_escaped_and_every_chart_is_named(label):
    for svg in every_kind(label):
        root = tree(svg)

        assert root.get("role") == "img"
        assert root[0].tag == f"{SVG}title"
        assert root[0].text in (label, "Profile")
        assert "<b>" not in svg
        assert "style=" not in svg


def offset(svg):
    return float(tree(svg).find(f"{SVG}g").get("transform").split()[-1].rstrip(")"))


@pytest.mark.parametrize("axes", [DOMAINS, SHORT, CHINESE, CHINESE * 2, (LONG,) * 6], ids=len)
def test_the_labels_of_a_radar_neither_leave_the_picture_nor_touch(axes):
    svg = radar(axes)

    found = boxes(svg, top=offset(svg))
    for left, upper, right, lower in found:
        assert -180 <= left <= right <= 180
        assert 0 <= upper <= lower <= height(svg)
    for one, other in combinations(found, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_radar_prints_the_first_series_at_its_axes():
    words = " ".join(texts(radar(DOMAINS)))

    assert all(f"{value:.1f}" in words for value in VALUES)


def test_an_unknown_value_leaves_the_outline_open_and_prints_a_dash():
    svg = radar(SHORT, (1.0, None, 2.0, 3.0, 4.0))

    shapes = [part.get("class") for part in tree(svg).iter(f"{SVG}polygon")]
    assert "chart__series chart__series--1" not in shapes
    assert "chart__series chart__series--2" in shapes
    assert "Methods –" in " ".join(texts(svg))


@pytest.mark.parametrize("axes", [(), ("Only",), ("One", "Two")], ids=len)
def test_a_radar_bears_few_axes(axes):
    assert tree(radar(axes))
    assert tree(charts.radar(axes, [], title="Nothing"))


def test_rows_of_dots_print_now_and_target_and_stay_inside():
    rows = [
        charts.DotRow(label=label, now=now, target=3.0, before=1.0)
        for label, now in zip(DOMAINS, VALUES, strict=True)
    ]
    rows.append(charts.DotRow(label=LONG, now=None))
    rows.append(charts.DotRow(label=LONG, now=None, hidden="Hidden: fewer than 5 answers"))

    svg = charts.dots(rows, title="Gaps")

    assert "1.5 / 3.0" in texts(svg)
    assert "–" in texts(svg)
    assert "Hidden: fewer than 5 answers" in texts(svg)
    assert all(
        left >= 0 and right <= 361 and lower <= height(svg) for left, _, right, lower in boxes(svg)
    )


def test_dots_of_nothing_are_an_empty_picture():
    assert not texts(charts.dots([], title="Nothing"))


def test_a_trend_prints_its_values_and_a_break_interrupts_it():
    points = [
        charts.TrendPoint(label="March 2026", value=2),
        charts.TrendPoint(label="September 2026", value=None),
        charts.TrendPoint(label="March 2027", value=3),
        charts.TrendPoint(label="September 2027", value=4),
        charts.TrendPoint(label="March 2028", value=9, break_before="Model 2.0"),
    ]

    svg = charts.trend(points, title="Rungs", top=9, shown="{:.0f}".format)

    lines = [part for part in tree(svg).iter(f"{SVG}line") if "series" in part.get("class")]
    assert len(lines) == 1
    assert {"2", "3", "4", "9", "–", "Model 2.0"} <= set(texts(svg))
    assert all(
        left >= 0 and right <= 361 and upper >= 0 and lower <= height(svg)
        for left, upper, right, lower in boxes(svg)
    )


@pytest.mark.parametrize("count", [0, 1, 8])
def test_a_trend_bears_any_number_of_rounds(count):
    points = [charts.TrendPoint(label="2026", value=3)] * count

    svg = charts.trend(points, title="Rungs", top=9, target=6, target_label="Target")

    assert texts(svg).count("3.0") == count
    assert "Target" in texts(svg)


@pytest.mark.parametrize(
    ("value", "total", "written"),
    [(41, 60, "41 / 60"), (0, 60, "0 / 60"), (2.5, 0, "2.5 / 0"), (70, 60, "70 / 60")],
)
def test_a_ring_and_a_bar_print_both_numbers(value, total, written):
    assert written in texts(charts.ring(value, total, title="PDUs"))
    assert written in texts(
        charts.bar(value, total, title="PDUs", least=8, least_label="at least 8")
    )


def test_the_mark_of_the_least_is_labelled_inside_the_picture():
    svg = charts.bar(1, 35, title="Education", least=35, least_label="at least 35 of Education")

    assert all(left >= -0.1 and right <= 360.1 for left, _, right, _ in boxes(svg))


def test_a_tally_prints_every_count_and_stays_inside():
    rows = [("Strategic, intermediate", 0), ("Control, basic", 12), ("Support, basic", 200)]

    svg = charts.tally(rows, title="Levels")

    assert texts(svg) == [
        "Strategic, intermediate", "0", "Control, basic", "12", "Support, basic", "200",
    ]  # fmt: skip
    assert all(left >= -0.1 and right <= 360.1 for left, _, right, _ in boxes(svg))
    assert len(list(tree(svg).iter(f"{SVG}rect"))) == 2
    assert texts(charts.tally([], title="Nothing")) == []
    assert texts(charts.tally([("Nobody", 0)], title="Nobody")) == ["Nobody", "0"]


def test_a_strip_prints_every_count_also_none():
    answers = [
        charts.Answer(label=str(number), count=count) for number, count in enumerate((0, 12, 3))
    ]
    answers.append(charts.Answer(label="I don't know", count=1, is_unknown=True))

    svg = charts.strip(answers, title="Answers")

    assert texts(svg) == ["0", "12", "3", "1"]
    assert "chart__step--unknown" in svg
    rightmost = max(
        float(part.get("x")) + float(part.get("width")) for part in tree(svg).iter(f"{SVG}rect")
    )
    assert rightmost <= 360.1
    assert texts(charts.strip([], title="Nothing")) == []


@pytest.mark.parametrize(
    ("value", "step"), [(-1, 1), (0, 1), (0.79, 1), (0.8, 2), (2, 3), (3.2, 5), (4, 5), (9, 5)]
)
def test_a_cell_has_one_of_five_steps(value, step):
    assert charts.heat_step(value) == step


def test_a_scale_of_nothing_has_the_first_step():
    assert charts.heat_step(3, top=0) == 1


def test_words_break_between_words_and_only_else_inside():
    assert wrapped("one two", width=200) == ["one two"]
    assert wrapped("one two", width=30) == ["one", "two"]
    assert wrapped("accountability", width=60)[0].endswith("-")
    assert wrapped("授权与目标", width=30) == ["授权", "与目", "标"]
    assert wrapped("", width=30) == [""]
