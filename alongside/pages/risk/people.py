"""Draws a figure as people, so that nobody has to read a percentage: so many filled of so many outlined."""

from dataclasses import dataclass

from alongside.domain.risk import Figure

WIDE, HIGH = 14, 19  # of one person's place


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of people. filled is the path of those who count; the others are a pattern over the whole.

    shown_wide: pixels on a wide screen, the same for both numbers of people. A narrow one shows it as wide as fits.
    """

    id: str
    width: int
    height: int
    filled: str
    words: str
    shown_wide: int = 320


def draw_people(figure: Figure, name: str) -> Drawing:
    """Return the picture of a figure: 10 in a row of 100, 40 in a row of 1,000. name makes its parts unique on a page."""
    columns = 10 if figure.out_of == 100 else 40
    rows = figure.out_of // columns
    places = (divmod(number, columns) for number in range(figure.count))
    return Drawing(
        id=f"people-{name}",
        width=columns * WIDE,
        height=rows * HIGH,
        filled="".join(_person(column * WIDE, row * HIGH) for row, column in places),
        words=f"{figure.out_of:,} people. {figure.words[0].upper()}{figure.words[1:]} are filled.",
    )


def _person(x: int, y: int) -> str:
    """A head and shoulders in the place whose corner this is. The pattern in _people.html has the same shape."""
    return f"M{x + 7} {y + 2}a3 3 0 1 0 .01 0zM{x + 2} {y + 17}v-4a5 5 0 0 1 10 0v4z"
