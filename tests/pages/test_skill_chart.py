"""The picture of a skill: every label has its own room, and every odd history can be drawn."""

from datetime import date, timedelta
from itertools import combinations, product

import pytest

from alongside.pages.charts.placing import Box, Place, box_of
from alongside.pages.charts.skill import SkillHistory, StageOnLine, draw_skill_chart, draw_sure

MONDAY, DAY = date(2026, 5, 4), timedelta(days=1)
NAMES = ("Explained", "Shown", "Tried here, with feedback", "Tried in life", "Useful to me")


def history(days=(0, 7, 14), tries=((9, 6), (16, 7)), until=30, sure=(3, 6)):
    stages = [
        StageOnLine(name, ((MONDAY + day * DAY, own),)) for name, day, own in zip(NAMES, days, (0, 1, 1), strict=False)
    ]
    rest = [StageOnLine(name) for name in NAMES[len(stages) :]]
    return SkillHistory(
        (*stages, *rest), tuple((MONDAY + day * DAY, how) for day, how in tries), MONDAY + until * DAY, sure
    )


def boxes(labels):
    bold = {"lane"}
    return [box_of(one.text, Place(float(one.x), float(one.y), one.anchor), is_bold=one.kind in bold) for one in labels]


@pytest.mark.parametrize("until", [0, 3, 30, 200, 1500])
@pytest.mark.parametrize("tries", [(), ((0, 0),), tuple((day, day % 11) for day in range(120))])
def test_no_label_touches_another_or_leaves_the_picture_and_every_try_is_drawn(until, tries):
    chart = draw_skill_chart(history(tries=tries, until=until))
    for drawing in (chart.wide, chart.phone):
        edge = Box(-4, 0, drawing.width + 4, drawing.height)
        found = boxes(drawing.labels)
        assert not any(one.touches(other) for one, other in combinations(found, 2))
        assert all(one.left >= edge.left and one.right <= edge.right and one.bottom <= edge.bottom for one in found)
        assert {"How tries in life went", *NAMES} <= {label.text for label in drawing.labels}
        assert len(drawing.dots) == len(tries)
        assert (len(drawing.squares), len(drawing.circles)) == (1, 2)


def test_nothing_is_drawn_before_anything_happened():
    assert draw_skill_chart(history(days=(), tries=())) is None
    assert draw_sure(()) is None


@pytest.mark.parametrize(("first", "last"), list(product(range(11), repeat=2)))
def test_how_sure_at_first_and_now_have_both_their_words_and_no_arrow_without_a_way(first, last):
    sure = draw_sure((first, last))
    found = boxes(sure.labels)
    assert not any(one.touches(other) for one, other in combinations(found, 2))
    said = " ".join(label.text for label in sure.labels)
    assert str(first) in said
    assert f"now {last}" in said
    assert bool(sure.arrow) == bool(sure.last) == (first != last)


def test_asked_once_there_is_one_mark():
    sure = draw_sure((4,))
    assert (sure.last, sure.arrow, [label.text for label in sure.labels]) == (None, "", ["at first 4"])
