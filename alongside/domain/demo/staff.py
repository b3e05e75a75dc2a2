"""Who works in the made-up service."""

from dataclasses import dataclass

TEAMS = ("Cardiff East", "Bristol North", "Newport and Valleys")


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody who can sign in to the demonstration. `supervisor` and `team` are positions, None where there is none."""

    name: str
    roles: tuple[str, ...]
    team: int | None = None
    supervisor: int | None = None

    @property
    def email(self) -> str:
        """Return an address of a domain that is reserved for examples (RFC 2606)."""
        return f"{self.name.lower().replace(' ', '.')}@example.org"


SUPERVISORS = (
    DemoUser("Marian Ellis", ("supervisor",), 0),
    DemoUser("Peter Osborne", ("supervisor",), 1),
    DemoUser("Sioned Parry", ("supervisor",), 2),
)
PRACTITIONERS = tuple(
    DemoUser(name, ("practitioner",), team, team)
    for team, names in enumerate(
        [
            ["Ruth Adeyemi", "Callum Price", "Gwen Harries", "Yasmin Akhtar"],
            ["Joanna Reid", "Samuel Boateng", "Hannah Whitlock", "Tariq Aziz"],
            ["Elin Maddocks", "Owain Frost", "Beata Zielinska", "Connor Hale"],
        ]
    )
    for name in names
)
OTHERS = (
    DemoUser("Adam Kerr", ("administrator",)),
    DemoUser("Petra Lund", ("privacy_officer",)),
    # No copy of a record is made on the word of one.
    DemoUser("Paul Reed", ("privacy_officer",)),
    DemoUser("Seren Blake", ("safeguarding_lead",)),
    DemoUser("Evan Roe", ("evaluator",)),
    DemoUser("Tess Gould", (), 0),
    DemoUser("Osian Rees", ("privacy_officer",)),
    # What would let one administrator read takes another.
    DemoUser("Nerys Vaughan", ("administrator",)),
)
# At the front desk of the first team. She opens no record, and types sheets of paper for whom she was named.
FRONT_DESK = "Tess Gould"
USERS = (*SUPERVISORS, *PRACTITIONERS, *OTHERS)
FIRST_PRACTITIONER = len(SUPERVISORS)
