"""The geometry of the alliance line: every label has its own room, and every odd history can be drawn."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from alongside.pages.charts.alliance import draw_alliance_chart
from alongside.pages.charts.drawing import LineDrawing
from alongside.pages.charts.model import (
    AllianceHistory,
    PowerEventOnLine,
    SessionOnLine,
    SparkPoint,
    StrainOnLine,
    StrainState,
    WorkerOnLine,
)
from alongside.pages.charts.placing import Box, Place, box_of
from alongside.pages.charts.sparkline import draw_sparkline

START = date(2026, 1, 5)
LONG = "with Wilhelmina-Anastasia Featherstonehaugh-Cholmondeley"
BOLD = {"lane", "worker", "below", "strain-tick", "strain-half", "strain-diamond"}


def sessions(scores: list[float | None], step: int = 7, low: float = 5.3) -> tuple[SessionOnLine, ...]:
    """Return sessions a step apart. None is a missed one; the range begins at the fifth score."""
    found, given = [], 0
    for index, score in enumerate(scores):
        has_range = given >= 4 and score is not None
        found.append(
            SessionOnLine(
                on=START + timedelta(days=step * index),
                number=str(index + 1),
                score=score,
                value="" if score is None else f"{score:g}",
                low=low if has_range else None,
                high=8.5 if has_range else None,
                is_below=has_range and score < low,
                is_missed=score is None,
            )
        )
        given += score is not None
    return tuple(found)


def on(week: float) -> date:
    return START + timedelta(days=round(7 * week))


ORDINARY = AllianceHistory(
    sessions=sessions(
        [6, 6.3, 6.5, 6.5, 7, 7, 4.5, 5.5, 6, 7, 7, 7, None, 6, 6, 6.8, 7, 7, 6.8, 7, 7, 7, 7.5, 7, 7, 4.8]
    ),
    strains=(
        StrainOnLine(on(6), StrainState.REPAIRED, on(9)),
        StrainOnLine(on(25), StrainState.OPEN),
    ),
    power_events=(
        PowerEventOnLine(on(5.5), "Warning"),
        PowerEventOnLine(on(18), "Report to court"),
        PowerEventOnLine(on(20), "Drug test"),
        PowerEventOnLine(on(24.6), "Other use of authority"),
    ),
    workers=(
        WorkerOnLine(START, "with Neil Barraclough", "Neil"),
        WorkerOnLine(on(12.5), "with Ruth Adeyemi", "Ruth", "note"),
    ),
    range_name="Tomos's own usual range",
)
CROWDED = AllianceHistory(
    sessions=sessions([7, 7, 7, 7, 7, 3, 3.2, 3.1, 3.4, None, None, 3, 3.3, None, 2.8, 3.1] + [3.0] * 10, step=3),
    strains=tuple(StrainOnLine(on(w), StrainState.PARTLY, on(w + 0.8)) for w in (2, 3, 4, 5, 6, 7)),
    power_events=tuple(PowerEventOnLine(on(w / 4), "Other use of authority") for w in range(2, 30, 2)),
    workers=tuple(WorkerOnLine(on(w), LONG, "Wilhelmina-Anastasia", "a note") for w in (0, 3, 3.4, 6, 9)),
    range_name="Wilhelmina-Anastasia's own usual range",
)
LONG_NAMES = AllianceHistory(
    sessions=ORDINARY.sessions,
    strains=ORDINARY.strains,
    power_events=ORDINARY.power_events,
    workers=(WorkerOnLine(START, LONG, "Wilhelmina-Anastasia"), WorkerOnLine(on(24), LONG, "Persephone", "a note")),
    range_name="Wilhelmina-Anastasia's own usual range",
)
ONE = AllianceHistory(sessions=sessions([6]), workers=(WorkerOnLine(START, "with Ruth Adeyemi", "Ruth"),))
IDENTICAL = AllianceHistory(sessions=sessions([10.0] * 26, low=8.4), range_name="Kyle's own usual range")
NOUGHT = AllianceHistory(sessions=sessions([0.0] * 8, low=0.0), range_name="own usual range")
ONLY_MISSED = AllianceHistory(sessions=sessions([7, None, None, None]))
TWO_YEARS = AllianceHistory(sessions=sessions([6.5, 7.0] * 52), range_name="own usual range")
ALL = {
    "ordinary": ORDINARY, "crowded": CROWDED, "long names": LONG_NAMES, "one": ONE, "identical": IDENTICAL,
    "nought": NOUGHT, "missed": ONLY_MISSED, "two years": TWO_YEARS,
}  # fmt: skip


def boxes(picture: LineDrawing) -> list[tuple[str, Box]]:
    return [
        (
            label.text,
            box_of(label.text, Place(float(label.x), float(label.y), label.anchor), is_bold=label.kind in BOLD),
        )
        for label in picture.labels
    ]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_two_labels_touch_and_none_leaves_the_picture(name, size):
    picture = getattr(draw_alliance_chart(ALL[name]), size)
    for (one, first), (two, second) in combinations(boxes(picture), 2):
        assert not first.touches(second), (one, two)
    for text, box in boxes(picture):
        assert box.left >= -3.5, text
        assert box.right <= picture.width + 3.5, text
        assert box.bottom <= picture.height + 3.5, text


@pytest.mark.parametrize("name", ALL)
def test_every_shape_stays_inside_the_plot(name):
    for picture in (draw_alliance_chart(ALL[name]).wide, draw_alliance_chart(ALL[name]).phone):
        for spot in (*picture.dots, *picture.diamonds, *picture.crosses, *picture.triangles):
            assert 0 <= float(spot.x) <= picture.width
            assert 0 <= float(spot.y) <= picture.height


def test_everything_that_matters_has_its_label_when_there_is_room():
    texts = [label.text for label in draw_alliance_chart(ORDINARY).wide.labels]
    for wanted in (
        "4.5 on 16 February", "4.8 on 29 June", "missed", "Repaired", "Open", "Warning", "Report to court", "Drug test",
        "Other use of authority", "with Neil Barraclough", "with Ruth Adeyemi", "Tomos's own usual range", "Check-in",
        "Strain", "Authority used", "0", "5", "10",
    ):  # fmt: skip
        assert wanted in texts


def test_scale_and_lanes_are_named_in_every_picture_however_crowded():
    for history in ALL.values():
        for picture in (draw_alliance_chart(history).wide, draw_alliance_chart(history).phone):
            assert {"0", "5", "10", "Strain", "Authority used"} <= {label.text for label in picture.labels}


def test_a_missed_session_breaks_the_line_into_dots():
    picture = draw_alliance_chart(AllianceHistory(sessions=sessions([6, 7, None, 7, 6]))).wide
    assert (len(picture.lines), len(picture.gaps), len(picture.crosses)) == (2, 1, 1)


def test_a_session_without_an_answer_the_viewer_may_read_leaves_no_mark():
    quiet = SessionOnLine(on=START + timedelta(days=10), number="3")
    with_it = draw_alliance_chart(AllianceHistory(sessions=(*sessions([6, 7]), quiet, *sessions([6, 7, 6])[2:])))
    without = draw_alliance_chart(AllianceHistory(sessions=sessions([6, 7, 6])))
    assert with_it.wide == without.wide


def test_the_range_begins_at_the_fifth_score_and_afresh_after_a_change_of_worker():
    picture = draw_alliance_chart(ORDINARY).wide
    assert len(picture.bands) == 2
    assert len(draw_alliance_chart(ONE).wide.bands) == 0
    assert len(draw_alliance_chart(AllianceHistory(sessions=sessions([6, 6, 6, 6, 6]))).wide.bands) == 1


def test_nothing_is_drawn_across_a_change_of_worker():
    change = float(draw_alliance_chart(ORDINARY).wide.worker_rules[0].x)
    picture = draw_alliance_chart(ORDINARY).wide
    for path in (*picture.lines, *picture.gaps, *(band.low for band in picture.bands)):
        xs = [float(pair.split()[0]) for pair in path.removeprefix("M").removesuffix("Z").split("L")]
        assert max(xs) < change or min(xs) > change


def test_an_open_strain_runs_to_the_edge_and_a_repaired_one_ends_in_a_tick():
    repaired, still_open = draw_alliance_chart(ORDINARY).wide.strains
    assert (repaired.shape, repaired.shape_x) == ("tick", repaired.to_x)
    assert (still_open.shape, still_open.shape_x, still_open.to_x) == ("diamond", still_open.from_x, "1044")


def test_the_phone_shows_sixteen_weeks_and_lists_their_events():
    chart = draw_alliance_chart(ORDINARY)
    assert chart.is_shortened
    assert len(chart.phone.dots) + len(chart.phone.diamonds) == 16
    assert [event.text for event in chart.events][:2] == ["4.8, below own range", "Strain, open"]
    assert len(chart.rows) == 26


def test_the_legend_explains_only_what_is_there():
    assert [entry.shape for entry in draw_alliance_chart(ONE).legend] == ["dot"]
    shapes = {entry.shape for entry in draw_alliance_chart(ORDINARY).legend}
    assert shapes == {"dot", "range", "below", "tick", "authority", "missed", "worker"}


def test_nothing_can_be_drawn_without_a_session():
    with pytest.raises(ValueError, match="without a session"):
        draw_alliance_chart(AllianceHistory(sessions=()))


def test_two_people_at_different_heights_have_the_same_sparkline():
    low = [SparkPoint(score) for score in (2, 3, 2.5)]
    high = [SparkPoint(score) for score in (7, 8, 7.5)]
    assert draw_sparkline(low) == draw_sparkline(high)


def test_a_sparkline_of_identical_answers_has_a_level_line_with_its_range():
    drawing = draw_sparkline([SparkPoint(10.0, 8.4, 10.0) for _ in range(6)])
    assert {pair.split()[1] for pair in drawing.line.removeprefix("M").split("L")} == {"20.0"}
    assert drawing.band


def test_a_sparkline_of_one_or_no_answer():
    assert draw_sparkline([]).end is None
    one = draw_sparkline([SparkPoint(4)])
    assert (one.line, one.band, one.end.y) == ("", "", "20.0")


def test_a_wide_swing_stays_inside_a_sparkline():
    drawing = draw_sparkline([SparkPoint(score) for score in (0, 10, 0, 10)])
    ys = [float(pair.split()[1]) for pair in drawing.line.removeprefix("M").split("L")]
    assert min(ys) >= 0
    assert max(ys) <= 40
