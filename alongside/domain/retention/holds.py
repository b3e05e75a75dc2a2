"""What keeps a record from being erased whatever else is decided: a legal hold, with its ground by name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HoldGround(StrEnum):
    """Why a record may not be erased for now."""

    INQUIRY = "inquiry"
    LITIGATION = "litigation"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    PUBLIC_INQUIRY = "public_inquiry"
    REQUEST = "request"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _GROUNDS[self]


_GROUNDS = {
    HoldGround.INQUIRY: "An inquiry or a review of a serious incident",
    HoldGround.LITIGATION: "A claim or a case in court",
    HoldGround.COMPLAINT: "A complaint",
    HoldGround.INSPECTION: "An inspection",
    HoldGround.PUBLIC_INQUIRY: "A public inquiry",
    HoldGround.REQUEST: "Somebody asked to see the record",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold from the day it was placed until the day it was lifted. On that day it holds no longer."""

    ground: HoldGround
    placed_on: date
    lifted_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether nothing may be erased on this day because of it."""
        return self.placed_on <= day and (self.lifted_on is None or day < self.lifted_on)
