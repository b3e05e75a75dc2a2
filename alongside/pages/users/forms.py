"""What is asked about a user and a team."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.access import Actor, Role
from alongside.casework.users.operations import UserFacts
from alongside.casework.users.queries import UserDetails, list_supervisors
from alongside.casework.users.roles import ROLE_NAMES
from alongside.casework.users.teams import list_teams
from alongside.pages.layout.choices import set_choices

NOBODY = ("", "Nobody")
NO_TEAM = ("", "No team")


class UserForm(forms.Form):
    """A name, an address, roles, a team and a supervisor."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their first and last name"})
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address like name@example.org",
        },
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    team = forms.ChoiceField(label="Team", required=False)
    supervisor = forms.ChoiceField(label="Supervisor", required=False)

    def __init__(self, *args: Any, by: Actor, user_id: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(str(team.id), team.name) for team in list_teams(by=by)]
        others = [choice for choice in list_supervisors(by=by) if choice.id != user_id]
        set_choices(self, "team", [NO_TEAM, *teams])
        set_choices(self, "supervisor", [NOBODY, *((str(one.id), one.name) for one in others)])

    def facts(self) -> UserFacts:
        """Return what was given. The form must be valid."""
        given = self.cleaned_data
        return UserFacts(
            name=given["name"],
            email=given["email"],
            roles=[Role(value) for value in given["roles"]],
            team_id=UUID(given["team"]) if given["team"] else None,
            supervisor_id=UUID(given["supervisor"]) if given["supervisor"] else None,
        )


def values_of(user: UserDetails) -> dict[str, Any]:
    """Return a user as the values of the form."""
    return {
        "name": user.line.name,
        "email": user.line.email,
        "roles": [role.value for role in user.roles],
        "team": str(user.team_id or ""),
        "supervisor": str(user.supervisor_id or ""),
    }


class TeamForm(forms.Form):
    """The name of a team."""

    name = forms.CharField(
        label="Name of the team", max_length=120, error_messages={"required": "Enter the name of the team"}
    )
