"""What is written on the map, and what leads to what."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from alongside.domain.assessment import Area
from alongside.domain.formulation import LONGEST, Formulation, LinkKind, Node, Place, Voice
from alongside.pages.layout.when import day_of, long_date

WITHOUT_WORDS = "Write what it is, in a few words"
TOO_LONG = f"Write {LONGEST} characters or fewer. Everything you wrote is still here"
PLACE_HINTS = {
    Place.SHAPED.value: "What happened earlier, and is still there.",
    Place.SETS_OFF.value: "What comes just before.",
    Place.KEEPS_GOING.value: "What happens then, and makes it come again.",
    Place.WANTS.value: "How it should be.",
    Place.PROTECTS.value: "Who and what is good for me, and holds it back.",
}


class NodeForm(forms.Form):
    """One thing on the map. node is its id, made with the page, so that what is sent twice is there once."""

    node = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    place = forms.ChoiceField(
        label="Where does it belong?",
        widget=forms.RadioSelect,
        choices=[(place.value, place.heading) for place in Place],
        error_messages={"required": "Choose where it belongs", "invalid_choice": "Choose where it belongs"},
    )
    words = forms.CharField(
        label="What is it?",
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={"required": WITHOUT_WORDS, "max_length": TOO_LONG},
    )
    voice = forms.ChoiceField(
        label="Whose words are these?",
        widget=forms.RadioSelect,
        choices=[(voice.value, voice.value) for voice in Voice],
        error_messages={"required": "Say whose words these are", "invalid_choice": "Say whose words these are"},
    )
    area = forms.ChoiceField(
        label="Does it belong to an area of life?",
        required=False,
        choices=[("", "To none of these"), *((area.value, area.heading) for area in Area)],
    )
    session = forms.ChoiceField(label="Was it said in a session?", required=False)

    def offer(self, sessions: Iterable[tuple[UUID, datetime]], *, person: str, practitioner: str) -> "NodeForm":
        """Name both sides, and offer these sessions."""
        days = [(str(session_id), long_date(day_of(at))) for session_id, at in sessions]
        self._choose("session", [("", "In none of these"), *days])
        self._choose(
            "voice", [(Voice.PERSON.value, f"{person}’s"), (Voice.PRACTITIONER.value, f"Mine, {practitioner}")]
        )
        return self

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def as_node(self) -> Node:
        """Return what was written. Call it when the form is valid."""
        said = self.cleaned_data
        return Node(
            id=said["node"],
            place=Place(said["place"]),
            words=said["words"],
            voice=Voice(said["voice"]),
            area=Area(said["area"]) if said["area"] else None,
            session_id=UUID(said["session"]) if said["session"] else None,
        )


class LinkForm(forms.Form):
    """What this node does to another."""

    kind = forms.ChoiceField(
        label="What does it do?",
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.say("It", "…")) for kind in LinkKind],
        error_messages={"required": "Choose what it does", "invalid_choice": "Choose what it does"},
    )
    to = forms.ChoiceField(label="To what?", error_messages={"required": "Choose the other end"})

    def offer(self, map_: Formulation, node_id: UUID) -> "LinkForm":
        """Offer every other node of the map, place by place."""
        others = [node for place in Place for node in map_.at(place) if node.id != node_id]
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), *((str(n.id), f"{n.place.heading}: {n.words}") for n in others)]
        return self


class OtherEndForm(forms.Form):
    """Which link is taken away."""

    start = forms.UUIDField()
    end = forms.UUIDField()


def initial_of(node: Node | None, *, seen: int, place: str = "") -> dict[str, Any]:
    """Return what a form about this node shows at first, or an empty one for a new node of this place."""
    if node is None:
        return {"node": uuid4(), "seen": seen, "place": place, "voice": Voice.PERSON.value}
    return {
        "node": node.id,
        "seen": seen,
        "place": node.place.value,
        "words": node.words,
        "voice": node.voice.value,
        "area": node.area.value if node.area else "",
        "session": str(node.session_id or ""),
    }
