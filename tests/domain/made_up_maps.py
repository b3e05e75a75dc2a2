"""Maps of every shape: empty, with circles, with nodes taken off, with words in any script."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from alongside.domain.assessment import Area
from alongside.domain.formulation import Formulation, Link, LinkKind, Node, Place, Voice

LONG = ("word " * 80).strip(), "x" * 400, "🧭" * 200, "مرحبا بالعالم " * 20, "W" * 40
WORDS = st.sampled_from(LONG) | st.text(min_size=1, max_size=30)
WORDS = WORDS.map(lambda words: " ".join(words.split())).filter(bool)


def node(number: int, place: Place = Place.SETS_OFF, words: str = "", **more: Any) -> Node:
    """Return a node whose id is its number."""
    said = words or f"Thing {number}"
    return replace(Node(id=UUID(int=number), place=place, words=said, voice=Voice.PERSON), **more)


def link(start: int, end: int, kind: LinkKind = LinkKind.LEADS_TO) -> Link:
    """Return a link between the nodes of these numbers."""
    return Link(UUID(int=start), UUID(int=end), kind)


@st.composite
def maps(draw: st.DrawFn, most: int = 30) -> Formulation:
    """Return a map of up to thirty nodes with any links the rules allow."""
    count = draw(st.integers(0, most))
    nodes = tuple(
        node(
            number, draw(st.sampled_from(Place)), draw(WORDS), voice=draw(st.sampled_from(Voice)),
            area=draw(st.none() | st.sampled_from(Area)), is_off=draw(st.integers(0, 5)) == 0,
        )
        for number in range(count)
    )  # fmt: skip
    ends = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)))
    pairs = draw(st.lists(ends, max_size=2 * count, unique=True)) if count else []
    links = tuple(link(a, b, draw(st.sampled_from(LinkKind))) for a, b in pairs if a != b)
    return Formulation(nodes, links)
