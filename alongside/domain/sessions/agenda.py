"""What each side brings to a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agenda:
    """The points of both sides, each in the order it was written."""

    person: tuple[str, ...] = ()
    practitioner: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nobody has brought anything yet."""
        return not (self.person or self.practitioner)


def read_points(text: str) -> tuple[str, ...]:
    """Return one point for each line that says something."""
    return tuple(line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line)
