"""What is asked about a pathway and about somebody to call, and where on a form each refusal is said."""

from typing import Any
from uuid import uuid4

from django import forms

from alongside.domain import reintegration as going
from alongside.domain.reintegration import LONGEST, SHORT, Milestone, Pathway, Pictures, State, Tie
from alongside.pages.layout.dates import DateInputField
from alongside.pages.plan.forms import Choice, Places, Words


def short(label: str, missing: str = "") -> forms.CharField:
    """Return a field for what has to fit on a card."""
    messages = {"required": missing, "max_length": f"Write {SHORT} characters or fewer, so that it fits on a card"}
    return forms.CharField(label=label, required=bool(missing), max_length=SHORT, error_messages=messages)


def number(**options: Any) -> forms.IntegerField:
    """Return a hidden field for the version that was on the screen."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, **options)


class PicturesForm(forms.Form):
    """How a pathway was, is and should be. Each may be left empty."""

    places: Places = {}
    seen = number()
    before = Words(label="How it was before", longest=LONGEST)
    now = Words(label="How it is now", longest=LONGEST)
    aimed = Words(label="How it should be", longest=LONGEST)

    def as_pictures(self) -> Pictures:
        """Return the three. Call it when the form is valid."""
        said = self.cleaned_data
        return Pictures(said["before"], said["now"], said["aimed"])


class MilestoneForm(forms.Form):
    """One thing that will be in place. sent is its id, made with the page, so that what is sent twice is there once."""

    places: Places = {going.NeedsWords: ("words", "Write what will be in place")}
    sent = forms.UUIDField(widget=forms.HiddenInput)
    milestone_seen = number()
    words = Words("Write what will be in place", label="What will be in place?", longest=LONGEST)
    for_on = DateInputField(label="By which day, if there is one?", required=False)
    helper = short("Who helps?")

    def as_milestone(self, pathway: Pathway) -> Milestone:
        """Return what was written. Call it when the form is valid."""
        said = self.cleaned_data
        return Milestone(said["sent"], pathway, said["words"], said["for_on"], said["helper"])


def initial_milestone(one: Milestone | None, *, seen: int) -> dict[str, Any]:
    """Return what a form about this milestone shows at first, or an empty one for a new one."""
    if one is None:
        return {"sent": uuid4(), "milestone_seen": seen}
    return {
        "sent": one.id, "milestone_seen": seen, "words": one.words, "for_on": one.for_on, "helper": one.helper,
    }  # fmt: skip


class StateForm(forms.Form):
    """How a milestone stands."""

    places: Places = {going.NeedsWords: ("because", "Write why it is not needed any more")}
    state = Choice("Choose how it stands", [(one.value, one.label) for one in State], label="How does it stand?")
    because = Words(label="In a few words, if they help", longest=LONGEST)
    state_seen = number()


class TieForm(forms.Form):
    """Somebody to call, or a place to go to."""

    places: Places = {going.NeedsWords: ("who", "Write who it is, as they are called")}
    sent = forms.UUIDField(widget=forms.HiddenInput)
    seen = number()
    who = short("Who is it?", "Write who it is, as they are called")
    reach = short("How can they be reached?")
    what_for = short("What can they be called for?")

    def as_tie(self) -> Tie:
        """Return what was written. Call it when the form is valid."""
        said = self.cleaned_data
        return Tie(said["sent"], said["who"], said["reach"], said["what_for"])


def initial_tie(tie: Tie | None, *, seen: int) -> dict[str, Any]:
    """Return what a form about somebody shows at first, or an empty one for somebody new."""
    if tie is None:
        return {"sent": uuid4(), "seen": seen}
    return {"sent": tie.id, "seen": seen, "who": tie.who, "reach": tie.reach, "what_for": tie.what_for}


class LetGoForm(forms.Form):
    """Why somebody is on the list no more."""

    places: Places = {going.NeedsWords: ("because", "Write why, in a few words")}
    because = Words("Write why, in a few words", label="Why?", longest=LONGEST)
