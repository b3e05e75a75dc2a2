"""The picture of a map: whatever is on it, nodes stand apart, words fit, and no line runs across a node."""

from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings

from alongside.domain.formulation import LinkKind, Place
from alongside.domain.formulation.map import Formulation
from alongside.pages.formulation.drawing import crosses, draw_map, node_boxes
from alongside.pages.formulation.placing import NODE, TEXT, TEXT_LEFT, place_cards
from alongside.pages.formulation.routing import find_ways, points_of, share_tracks
from alongside.pages.formulation.wrapping import line_width, wrap
from tests.domain.made_up_maps import WORDS, link, maps, node

PATIENT = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def routes_of(map_):
    cards = place_cards(map_)
    ways, grid = find_ways(map_, cards)
    return ways, [points_of(way, grid) for way in ways], node_boxes(cards, grid), grid


@given(maps())
@PATIENT
def test_no_two_nodes_touch_and_all_are_in_the_picture(map_):
    _, _, boxes, grid = routes_of(map_)
    assert len(boxes) == len(map_.shown)
    assert not any(a.touches(b) for a, b in combinations(boxes, 2))
    assert all(b.left >= 0 and b.top >= 0 and b.right <= grid.width and b.bottom <= grid.height for b in boxes)


@given(maps())
@PATIENT
def test_no_line_runs_across_a_node_or_out_of_the_picture(map_):
    _, routes, boxes, grid = routes_of(map_)
    for points in routes:
        for a, b in pairwise(points):
            assert a[0] == b[0] or a[1] == b[1]
            assert all(0 <= x <= grid.width and 0 <= y <= grid.height for x, y in (a, b))
            inside = [box for box in boxes if crosses(shrunk(box), a, b)]
            assert inside == []


def test_ends_that_are_as_high_in_the_columns_as_in_the_lane_are_not_level():
    """Both heights are counted from the top of their own part, so a straight line between them would run aslant."""
    nodes = (node(0, Place.PROTECTS, "word"), node(1, Place.KEEPS_GOING, "word"), node(2, Place.SHAPED, "word"))
    _, routes, _, _ = routes_of(Formulation(nodes, (link(0, 1), link(0, 2))))
    assert all(a[0] == b[0] or a[1] == b[1] for points in routes for a, b in pairwise(points))


def shrunk(box):
    return type(box)(box.left + 2, box.top + 2, box.right - 2, box.bottom - 2)


@given(maps())
@PATIENT
def test_a_line_begins_and_ends_at_its_nodes(map_):
    ways, routes, _, grid = routes_of(map_)
    for way, points in zip(ways, routes, strict=True):
        for end, (x, y) in ((way.start, points[0]), (way.end, points[-1])):
            left, top = grid.node_left(end.card), grid.node_top(end.card)
            assert left <= x <= left + NODE
            assert top <= y <= top + end.card.height
            assert x in (left, left + NODE) or y in (top, top + end.card.height)


@given(maps())
@PATIENT
def test_no_two_lines_lie_on_one_another_in_a_gap(map_):
    ways, routes, _, _ = routes_of(map_)
    upright = [
        (a[0], min(a[1], b[1]), max(a[1], b[1]))
        for way, points in zip(ways, routes, strict=True)
        if not way.is_upright
        for a, b in pairwise(points)
        if a[0] == b[0]
    ]
    for (x, low, high), (other, low2, high2) in combinations(upright, 2):
        assert abs(x - other) > 1 or min(high, high2) <= max(low, low2)


@given(maps())
@PATIENT
def test_every_word_of_every_node_is_in_the_picture_and_fits(map_):
    drawing = draw_map(map_)
    for drawn, shown in zip(
        sorted(drawing.nodes, key=lambda n: n.id), sorted(map_.shown.values(), key=lambda n: n.id), strict=True
    ):
        assert "".join(line.words for line in drawn.lines).replace(" ", "") == shown.words.replace(" ", "")
        assert all(TEXT_LEFT + line_width(line.words, TEXT, is_bold=True) <= NODE for line in drawn.lines)
    assert draw_map(map_) == drawing


@given(WORDS)
def test_no_letter_is_parted_from_its_accent(words):
    for line in wrap(words + "e\u0301" * 40, width=100, size=17):
        assert not line.startswith("\u0301")


def test_tracks_are_as_few_as_can_be():
    assert share_tracks([(0, 10), (30, 40), (5, 20)], air=2) == [0, 0, 1]
    assert share_tracks([], air=2) == []


def test_the_words_on_a_line_stand_free_when_there_is_room_and_are_left_to_the_list_when_there_is_none():
    nodes = (node(1, Place.SETS_OFF), node(2, Place.KEEPS_GOING), node(3, Place.PROTECTS))
    few = Formulation(nodes, (link(1, 2), link(3, 2, LinkKind.PROTECTS_FROM)))
    assert [(drawn.kind, drawn.is_labelled) for drawn in draw_map(few).links] == [
        ("leads-to", False), ("protects-from", True),
    ]  # fmt: skip
    many = Formulation(
        tuple(node(n, list(Place)[n % 5]) for n in range(30)),
        tuple(link(n, (n * 7 + 3) % 30, LinkKind.KEEPS_GOING) for n in range(30) if (n * 7 + 3) % 30 != n),
    )
    assert not any(drawn.is_labelled for drawn in draw_map(many).links)
    assert all(drawn.name.startswith("“Thing") for drawn in draw_map(many).links)
