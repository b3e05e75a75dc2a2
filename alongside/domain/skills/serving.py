"""What a skill is for: the need, the thing on the map and the goal it serves, as two people said it on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.domain.assessment import Area


@dataclass(frozen=True, slots=True)
class Serves:
    """What a skill serves. node_id is a thing on the map and goal_id a goal of the plan, and any of the three may be none.

    It is kept beside what was said before, since what a skill is for may change while it is learned.
    """

    on: date
    area: Area | None = None
    node_id: UUID | None = None
    goal_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether it serves nothing that was named."""
        return self.area is None and self.node_id is None and self.goal_id is None

    def says_the_same(self, other: "Serves | None") -> bool:
        """Return whether another says the same, on whatever day. Nothing said yet is the same as none of the three."""
        if other is None:
            return self.is_empty
        return (self.area, self.node_id, self.goal_id) == (other.area, other.node_id, other.goal_id)
