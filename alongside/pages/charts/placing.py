"""Finds a free place for each label. Two labels never touch: one drops to another line instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alongside.pages.charts.measuring import text_width

TEXT_SIZE = 15.0
_ASCENT = 0.78
_DESCENT = 0.24


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Return whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label could stand: the anchor is `start`, `middle` or `end`, y is its base line."""

    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its place. `kind` is the end of its class."""

    x: str
    y: str
    text: str
    anchor: str
    kind: str


def box_of(text: str, place: Place, *, is_bold: bool = False) -> Box:
    """Return the room a text takes at a place, with a little air at its sides."""
    width = text_width(text, size=TEXT_SIZE, is_bold=is_bold)
    left = {"start": place.x, "middle": place.x - width / 2, "end": place.x - width}[place.anchor]
    return Box(left - 3, place.y - TEXT_SIZE * _ASCENT, left + width + 3, place.y + TEXT_SIZE * _DESCENT)


@dataclass
class Placer:
    """Keeps the room that is taken, and gives each new label the first of its places that is free."""

    edge: Box
    taken: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def block(self, boxes: Iterable[Box]) -> None:
        """Keep labels off these shapes."""
        self.taken.extend(boxes)

    def place(self, text: str, places: Sequence[Place], kind: str, *, is_bold: bool = False) -> bool:
        """Write the label at the first free place. Return False, and write nothing, when every place is taken."""
        for place in places:
            box = box_of(text, place, is_bold=is_bold)
            inside = box.left >= self.edge.left - 3 and box.right <= self.edge.right + 3
            if inside and not any(box.touches(other) for other in self.taken):
                self.taken.append(box)
                self.labels.append(Label(f"{place.x:.1f}", f"{place.y:.1f}", text, place.anchor, kind))
                return True
        return False
