"""What the roles are called on screen, and what each is for."""

from collections.abc import Iterable

from alongside.access import Role

ROLE_NAMES = {
    Role.PRACTITIONER: "Practitioner",
    Role.SUPERVISOR: "Supervisor",
    Role.SAFEGUARDING_LEAD: "Safeguarding lead",
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.EVALUATOR: "Evaluator",
    Role.ADMINISTRATOR: "Administrator",
}
ROLE_PURPOSES = {
    Role.PRACTITIONER: "Works with people who are allocated to them.",
    Role.SUPERVISOR: "Supports practitioners, arranges cover and moves cases.",
    Role.SAFEGUARDING_LEAD: "Receives what a recorded disclosure names.",
    Role.PRIVACY_OFFICER: "Answers access questions and looks after the ledger.",
    Role.EVALUATOR: "Works with pseudonymised figures, never with names.",
    Role.ADMINISTRATOR: "Adds users and teams. Cannot open anybody’s record.",
}


def name_roles(values: Iterable[str]) -> str:
    """Return stored roles as words in the usual order, joined with commas. A value that is no role is left out."""
    held = set(values)
    return ", ".join(name for role, name in ROLE_NAMES.items() if role.value in held)
