"""The shapes of a finished picture, with every number already a string."""

from dataclasses import dataclass

from alongside.pages.charts.placing import Label


@dataclass(frozen=True, slots=True)
class Spot:
    """A shape at one point."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month under the axis."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Band:
    """One run of the own range: its filled area and its two edges, as path data."""

    area: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class StrainBar:
    """A strain in its lane. `shape` is tick, half or diamond, and stands at its end, or at its start while it is open."""

    from_x: str
    to_x: str
    y: str
    shape: str
    shape_x: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from top to bottom."""

    x: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """One alliance line, ready for its template."""

    width: int
    height: int
    left: str
    right: str
    base: str
    gridlines: tuple[tuple[str, str], ...]
    lanes: tuple[str, ...]
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    lines: tuple[str, ...]
    gaps: tuple[str, ...]
    dots: tuple[Spot, ...]
    diamonds: tuple[Spot, ...]
    squares: tuple[Spot, ...]
    crosses: tuple[Spot, ...]
    strains: tuple[StrainBar, ...]
    triangles: tuple[Spot, ...]
    authority_rules: tuple[Rule, ...]
    worker_rules: tuple[Rule, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A line of the list below the picture on a phone."""

    date: str
    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A session as a row of the table."""

    number: str
    date: str
    value: str
    own_rating: str
    happened: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shape and what it means. Only shapes that are in the picture are explained."""

    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class AllianceChart:
    """The alliance line in both sizes with its list, legend and table. `is_shortened`: the phone shows its last weeks only."""

    wide: LineDrawing
    phone: LineDrawing
    events: tuple[DatedEvent, ...]
    legend: tuple[LegendEntry, ...]
    rows: tuple[TableRow, ...]
    has_own_ratings: bool
    is_shortened: bool


@dataclass(frozen=True, slots=True)
class SparkDrawing:
    """A sparkline, ready for its template. Without scores it has a dotted line only."""

    band: str = ""
    line: str = ""
    past_below: tuple[Spot, ...] = ()
    end: Spot | None = None
    is_end_below: bool = False
