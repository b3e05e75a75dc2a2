"""The nine areas of life that the conversation goes through, in no order that anybody must keep."""

from enum import StrEnum


class Area(StrEnum):
    """One area. The word is what other topics (the map, a referral, a plan) keep to say which area they mean."""

    ACCOMMODATION = "accommodation"
    EMPLOYMENT_AND_EDUCATION = "employment_and_education"
    MONEY = "money"
    DRUGS = "drugs"
    ALCOHOL = "alcohol"
    HEALTH = "health"
    RELATIONSHIPS = "relationships"
    THINKING = "thinking"
    OFFENCE = "offence"

    @property
    def heading(self) -> str:
        """Return the name of the area as it is said on a page."""
        return _HEADINGS[self]


_HEADINGS = {
    Area.ACCOMMODATION: "A place to live",
    Area.EMPLOYMENT_AND_EDUCATION: "Work and learning",
    Area.MONEY: "Money",
    Area.DRUGS: "Drugs",
    Area.ALCOHOL: "Alcohol",
    Area.HEALTH: "Health and wellbeing",
    Area.RELATIONSHIPS: "Relationships and the people around",
    Area.THINKING: "Thinking, behaviour and attitudes",
    Area.OFFENCE: "What happened",
}
