"""Teams: add one, give one another name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.access.gates import NotHere
from alongside.casework.users import teams as casework
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.users.forms import TeamForm
from alongside.pages.users.signing_in_again import after_signing_in_again

NAME_TAKEN = "Another team has this name already"


@staff
@after_signing_in_again
def teams(request: HttpRequest) -> HttpResponse:
    """Show the teams, and add one."""
    actor = staff_actor(request)
    form = TeamForm(request.POST or None)
    if form.is_valid():
        try:
            casework.add_team(name=form.cleaned_data["name"], by=actor, at=request_time(request))
        except casework.TeamNameTaken:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is added.")
            return redirect("teams")
    return render(request, "users/teams.html", {"form": form, "teams": casework.list_teams(by=actor)})


@staff
@after_signing_in_again
def rename_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Give a team another name."""
    actor = staff_actor(request)
    team = next((team for team in casework.list_teams(by=actor) if team.id == team_id), None)
    if team is None:
        raise NotHere
    form = TeamForm(request.POST or None, initial={"name": team.name})
    if form.is_valid():
        try:
            casework.rename_team(team_id=team_id, name=form.cleaned_data["name"], by=actor, at=request_time(request))
        except casework.TeamNameTaken:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, f"{team.name} is now called {form.cleaned_data['name']}.")
            return redirect("teams")
    return render(request, "users/rename_team.html", {"form": form, "team": team})
