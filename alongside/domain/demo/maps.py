"""A made-up map of eight things, as two people might draw it over three meetings. Every line was written for this purpose."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from alongside.domain.assessment import Area
from alongside.domain.formulation import Formulation, Link, LinkKind, Node, Place, Voice

_PERSON, _PRACTITIONER = Voice
# The meeting in which it was put on, from 0, then what it is.
_NODES = [
    (0, Place.SHAPED, "Dad shouted, then went quiet for days. Nobody talked after", _PERSON, Area.RELATIONSHIPS),
    (1, Place.SHAPED, "Off work since my back went. First the money, then my temper", _PERSON, Area.MONEY),
    (0, Place.SETS_OFF, "Being talked down to in front of people", _PERSON, None),
    (1, Place.SETS_OFF, "A drink on a Friday with nothing on Saturday", _PRACTITIONER, Area.ALCOHOL),
    (0, Place.KEEPS_GOING, "I go quiet, it builds up, then I blow", _PERSON, Area.THINKING),
    (2, Place.KEEPS_GOING, "After, I stay away, so it never gets sorted", _PERSON, None),
    (2, Place.WANTS, "To say it when it’s small", _PERSON, None),
    (1, Place.PROTECTS, "Saturday mornings with my daughter", _PERSON, Area.RELATIONSHIPS),
]
_LINKS = [
    (0, 2, LinkKind.LEADS_TO), (1, 3, LinkKind.LEADS_TO), (2, 4, LinkKind.LEADS_TO), (3, 4, LinkKind.LEADS_TO),
    (4, 5, LinkKind.LEADS_TO), (5, 4, LinkKind.KEEPS_GOING), (6, 4, LinkKind.PROTECTS_FROM),
    (7, 3, LinkKind.PROTECTS_FROM), (7, 6, LinkKind.LEADS_TO),
]  # fmt: skip
MEETINGS = 3


def make_maps(person_id: UUID) -> Sequence[Formulation]:
    """Return the map as it stood after each of three meetings, the first first."""
    ids = [uuid5(person_id, f"map {number}") for number in range(len(_NODES))]
    nodes = [
        Node(ids[number], place, words, voice, area) for number, (_, place, words, voice, area) in enumerate(_NODES)
    ]
    return [_after(meeting, nodes, ids) for meeting in range(MEETINGS)]


def _after(meeting: int, nodes: Sequence[Node], ids: Sequence[UUID]) -> Formulation:
    there = {number for number, (since, *_) in enumerate(_NODES) if since <= meeting}
    links = tuple(Link(ids[a], ids[b], kind) for a, b, kind in _LINKS if {a, b} <= there)
    # What was put on later stands later, so that each version goes on from the one before.
    order = sorted(there, key=lambda number: (_NODES[number][0], number))
    return Formulation(tuple(nodes[number] for number in order), links)
