"""The pathways as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.domain.reintegration import Milestone, Pathway, Pictures, Reintegration, State


@dataclass(frozen=True, slots=True)
class PathwayRow:
    """A pathway with its pictures and its milestones by how they stand. late: those whose day has gone by."""

    pathway: Pathway
    pictures: Pictures
    in_place: Sequence[Milestone]
    to_come: Sequence[Milestone]
    not_needed: Sequence[Milestone]
    late: frozenset[Milestone]

    @property
    def standing(self) -> Sequence[Milestone]:
        """Return what is in place and what is to come: all that a page of paper needs."""
        return (*self.in_place, *self.to_come)

    @property
    def all(self) -> Sequence[Milestone]:
        """Return every milestone, what is not needed any more last."""
        return (*self.standing, *self.not_needed)

    @property
    def has_any(self) -> bool:
        """Return whether anything was written about it."""
        return self.pictures.has_any or bool(self.all)


def pathway_row(whole: Reintegration, pathway: Pathway, *, today: date) -> PathwayRow:
    """Return the row of one pathway."""
    to_come = whole.of(pathway, State.NOT_YET)
    return PathwayRow(
        pathway,
        whole.picture_of(pathway),
        whole.of(pathway, State.IN_PLACE),
        to_come,
        whole.of(pathway, State.NOT_NEEDED),
        frozenset(one for one in to_come if one.is_late(today=today)),
    )
