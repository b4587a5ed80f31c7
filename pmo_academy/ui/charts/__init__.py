"""Charts: numbers to SVG text, with their values printed; pure.

Each returns an `<svg role="img">` with the title as its name. Colours, dark mode and print come
from `static/css/components/chart.css` by class; difference never rests on colour alone. Put the
result into the `chart` macro (ui/chart.html) with the takeaway sentence, and its table below.

    radar(axes, series, title=)            ten axes, up to three series
    dots(rows, title=)                     one row for each domain: now, before, target
    trend(points, title=)                  one line through the rounds, values at the points
    ring(value, total, title=)             how much of a whole, the numbers in the middle
    bar(value, total, title=)              one bar with a least and a most
    strip(counts, title=)                  how many chose each answer
    tally(rows, title=)                    how many there are of each kind
    heat_step(value, top=)                 the step 1 to 5 of a heat map cell
"""

from pmo_academy.ui.charts.bars import Answer, bar, heat_step, ring, strip
from pmo_academy.ui.charts.dots import DotRow, dots
from pmo_academy.ui.charts.radar import Series, radar
from pmo_academy.ui.charts.tally import tally
from pmo_academy.ui.charts.trend import TrendPoint, trend

__all__ = [
    "Answer",
    "DotRow",
    "Series",
    "TrendPoint",
    "bar",
    "dots",
    "heat_step",
    "radar",
    "ring",
    "strip",
    "tally",
    "trend",
]
