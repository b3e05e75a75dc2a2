"""The two sizes of the alliance line and where everything stands in each. Neither is the other scaled."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.pages.charts.measuring import text_width
from alongside.pages.charts.placing import TEXT_SIZE, Box

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """Measures of one picture, in units of its viewBox."""

    width: int
    height: int
    left: float
    right: float
    first_x: float
    last_x: float
    top: float
    base: float
    months_y: float
    lanes: tuple[float, ...]
    lane_labels: tuple[float, ...]
    strain_y: float
    authority_y: float
    has_names: bool

    @property
    def edge(self) -> Box:
        """The whole picture, which no label may leave."""
        return Box(0, 0, self.width, self.height)

    def y(self, score: float) -> float:
        """Return the height of a score from 0 to 10."""
        return self.base - (self.base - self.top) * score / 10


WIDE = Frame(
    width=1060,
    height=452,
    left=129,
    right=1044,
    first_x=152,
    last_x=1006,
    top=52,
    base=312,
    months_y=332,
    lanes=(344, 386),
    lane_labels=(370, 415),
    strain_y=365,
    authority_y=410,
    has_names=True,
)

PHONE = Frame(
    width=350,
    height=350,
    left=26,
    right=346,
    first_x=38,
    last_x=326,
    top=34,
    base=220,
    months_y=240,
    lanes=(254, 302),
    lane_labels=(271, 319),
    strain_y=289,
    authority_y=337,
    has_names=False,
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates along a picture, evenly by day."""

    frame: Frame
    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of a day. Days outside the picture stand at its edges."""
        span = (self.last - self.first).days
        if span == 0:
            return self.frame.last_x if day > self.last else self.frame.first_x
        share = (day - self.first).days / span
        return min(max(self._at(share), self.frame.left), self.frame.right)

    def _at(self, share: float) -> float:
        return self.frame.first_x + (self.frame.last_x - self.frame.first_x) * share

    def month_starts(self) -> list[date]:
        """Return the first of every month inside the picture."""
        starts = []
        day = (self.first.replace(day=1) + timedelta(days=32)).replace(day=1)
        while day <= self.last:
            starts.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return starts


def month_labels(calendar: Calendar) -> list[tuple[float, str]]:
    """Return a tick for each month with its name, in full, short, or for every second or third month, as they fit.

    A January carries its year. A tick whose name has been left out has an empty one.
    """
    starts = calendar.month_starts()
    if not starts:
        return []
    for every, is_short in ((1, False), (1, True), (2, True), (3, True), (6, True)):
        named = [
            (calendar.x(day), _month(day, is_short) if index % every == 0 else "") for index, day in enumerate(starts)
        ]
        if _fit([(x, name) for x, name in named if name], calendar.frame.right):
            break
    return named


def _month(day: date, is_short: bool) -> str:
    name = MONTHS[day.month - 1][:3] if is_short else MONTHS[day.month - 1]
    return f"{name} {day.year}" if day.month == 1 else name


def _fit(named: list[tuple[float, str]], right: float) -> bool:
    if not named:
        return True
    ends = [x + 4 + text_width(name, size=TEXT_SIZE) for x, name in named]
    starts = [x for x, _ in named[1:]] + [right + 40]
    return all(end + 6 <= start for end, start in zip(ends, starts, strict=True))
