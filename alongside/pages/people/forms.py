"""What is asked about a person."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from alongside.casework.people.contact import RouteFacts
from alongside.casework.people.operations import PersonFacts, SupervisionFacts
from alongside.casework.people.sealing import Needs, PersonName
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.people.names import IdentifierEmpty, is_child_on, normalise_identifier
from alongside.pages.layout.dates import DateInputField

JURISDICTIONS = {
    Jurisdiction.ENGLAND_WALES: "England and Wales",
    Jurisdiction.SCOTLAND: "Scotland",
    Jurisdiction.NORTHERN_IRELAND: "Northern Ireland",
}
SCHEMES = {
    "CRN": "Case reference number (CRN)",
    "PNC": "Police national computer (PNC) number",
    "NOMS": "Prison number",
    "CHS": "Criminal history number, Scotland (CHS)",
    "LOCAL": "Our own number",
}
KINDS = {"order": "Order", "licence": "Licence", "agreement": "Agreement"}
ROUTES = {RouteKind.PHONE: "Phone", RouteKind.EMAIL: "Email", RouteKind.ADDRESS: "Address"}
SAFE = {
    Safe.WRITE: "Write",
    Safe.RING: "Ring",
    Safe.TEXT: "Text",
    Safe.LEAVE_MESSAGE: "Leave a message",
}
IDENTIFIERS = ("1", "2")


def short_text(label: str, *, required: str = "", limit: int = 100) -> forms.CharField:
    """Return a one-line text field. required is what is said when it is empty; without it the field is optional."""
    messages = {"required": required, "max_length": f"Write {label.lower()} in {limit} characters or fewer"}
    return forms.CharField(label=label, required=bool(required), max_length=limit, error_messages=messages)


class DetailsForm(forms.Form):
    """What somebody is called, when they were born and what helps to meet them well."""

    given_names = short_text("Given names", required="Enter their given names")
    family_name = short_text("Family name", required="Enter their family name")
    preferred_name = short_text("Preferred first name")
    said_as = short_text("How it is said")
    pronouns = short_text("Pronouns")
    born_on = DateInputField(label="Date of birth", required=False)
    languages = short_text("Languages", limit=200)
    communication = short_text("Communication", limit=200)
    access = short_text("Access", limit=200)
    to_know = short_text("What to know", limit=200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_born_on(self) -> date | None:
        """Refuse a day that has not come yet."""
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on and born_on > self.today:
            raise ValidationError("The date of birth must be in the past")
        return born_on

    @property
    def name(self) -> PersonName:
        """Return the name that was typed."""
        said = self.cleaned_data
        return PersonName(
            said["given_names"], said["family_name"], said["preferred_name"], said["said_as"], said["pronouns"]
        )

    @property
    def needs(self) -> Needs:
        """Return the needs that were typed."""
        said = self.cleaned_data
        return Needs(said["languages"], said["communication"], said["access"], said["to_know"])


class ChangeDetailsForm(DetailsForm):
    """Details that can be put right later."""

    is_child = forms.ChoiceField(
        label="Are they a child?",
        choices=[("yes", "Yes, under 18"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they are a child"},
    )
    contact_days = forms.IntegerField(
        label="Meet at least every so many days",
        min_value=1,
        max_value=366,
        error_messages={
            "required": "Enter the number of days you agreed",
            "invalid": "Enter the number of days, for example 14",
            "min_value": "Enter 1 day or more",
            "max_value": "Enter 366 days or fewer",
        },
    )


class NumberForm(forms.Form):
    """One more number that others know the person by."""

    scheme = forms.ChoiceField(label="Kind of number", choices=[*SCHEMES.items()])
    value = short_text("Number", required="Enter the number", limit=40)

    def clean_value(self) -> str:
        """Refuse a number without letters and digits."""
        value: str = self.cleaned_data["value"]
        try:
            normalise_identifier("ANY", value)
        except IdentifierEmpty:
            raise ValidationError("Enter a number with letters or digits in it") from None
        return value


class WordsForm(forms.Form):
    """What matters to the person, in their words."""

    words = forms.CharField(
        label="What matters to me",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={
            "required": "Write what they said matters to them",
            "max_length": "Write 2,000 characters or fewer",
        },
    )
    said_on = DateInputField(label="When did they say it?", missing="Enter the day they said it")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_said_on(self) -> date:
        """Refuse a day that has not come yet."""
        said_on: date = self.cleaned_data["said_on"]
        if said_on > self.today:
            raise ValidationError("The day must be today or earlier")
        return said_on


class SafeForm(forms.Form):
    """What the person says is safe with one way to reach them. Nothing is ticked for them."""

    safe = forms.MultipleChoiceField(
        label="What is safe?", choices=[*SAFE.items()], widget=forms.CheckboxSelectMultiple, required=False
    )
    shared_with = short_text("Who else could see or hear it?", limit=200)

    @property
    def ways(self) -> list[Safe]:
        """Return what was ticked."""
        return [Safe(way) for way in self.cleaned_data["safe"]]

    def say_it_does_not_fit(self) -> None:
        """Put the error at what cannot be done with this kind of way."""
        self.add_error("safe", "You can ring, text or leave a message on a phone, and write to the others")


class RouteForm(SafeForm):
    """One more way to reach the person."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[*ROUTES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a phone, an email address or an address"},
    )
    value = short_text("Number or address", required="Enter the number or the address", limit=200)
    is_confirmed_now = forms.BooleanField(label="They confirmed this with me today", required=False)

    @property
    def facts(self) -> RouteFacts:
        """Return what was typed."""
        said = self.cleaned_data
        return RouteFacts(
            RouteKind(said["kind"]), said["value"], self.ways, said["shared_with"], said["is_confirmed_now"]
        )


class EndForm(forms.Form):
    """The last day of a supervision."""

    ends_on = DateInputField(label="Last day", missing="Enter the last day")


class SupervisionForm(forms.Form):
    """An order, a licence or an agreement with its dates."""

    kind = forms.ChoiceField(
        label="What kind is it?",
        choices=[*KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an order, a licence or an agreement"},
    )
    title = short_text("What is it called?", required="Enter what it is called", limit=120)
    starts_on = DateInputField(label="When does it start?", missing="Enter the day it starts")
    ends_on = DateInputField(label="When does it end?", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        said: dict[str, Any] = super().clean() or {}
        refuse_end_before_start(self, said, "starts_on", "ends_on")
        return said

    @property
    def facts(self) -> SupervisionFacts:
        """Return what was typed."""
        said = self.cleaned_data
        return SupervisionFacts(said["kind"], said["title"], said["starts_on"], said["ends_on"])


def refuse_end_before_start(form: forms.Form, said: dict[str, Any], start: str, end: str) -> None:
    """Put an error at the end date when it comes before the start."""
    if said.get(start) and said.get(end) and said[end] < said[start]:
        form.add_error(end, "The end must be the same day as the start, or later")


class AddPersonForm(DetailsForm):
    """Everything that is asked when somebody is added."""

    jurisdiction = forms.ChoiceField(
        label="Whose law is the supervision under?",
        choices=[(kind.value, text) for kind, text in JURISDICTIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose law the supervision is under"},
    )
    is_child = forms.ChoiceField(
        label="Are they a child?",
        choices=[("yes", "Yes, under 18"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )
    scheme_1 = forms.ChoiceField(label="Kind of number", choices=[*SCHEMES.items()], required=False)
    identifier_1 = short_text("Number", limit=40)
    scheme_2 = forms.ChoiceField(label="Kind of number", choices=[*SCHEMES.items()], required=False, initial="PNC")
    identifier_2 = short_text("Number", limit=40)
    kind = forms.ChoiceField(
        label="What kind is it?", choices=[*KINDS.items()], widget=forms.RadioSelect, required=False
    )
    title = short_text("What is it called?", limit=120)
    starts_on = DateInputField(label="When does it start?", required=False)
    ends_on = DateInputField(label="When does it end?", required=False)

    # Tells a form that is sent twice from two people who are called the same.
    form_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean(self) -> dict[str, Any]:
        """Look at what only makes sense together."""
        said: dict[str, Any] = super().clean() or {}
        self._look_at_age(said)
        self._look_at_identifiers(said)
        self._look_at_supervision(said)
        return said

    @property
    def suggested_child(self) -> bool | None:
        """Return what the date of birth says, or None without one."""
        born_on = self.cleaned_data.get("born_on")
        return is_child_on(born_on, self.today) if born_on else None

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """Return the numbers that were typed, each with its scheme."""
        said = self.cleaned_data
        pairs = [(said.get(f"scheme_{n}") or "CRN", said.get(f"identifier_{n}", "")) for n in IDENTIFIERS]
        return [(scheme, value) for scheme, value in pairs if value]

    @property
    def supervision(self) -> SupervisionFacts | None:
        """Return the supervision that was typed, if there is one."""
        said = self.cleaned_data
        if not said["kind"]:
            return None
        return SupervisionFacts(said["kind"], said["title"], said["starts_on"], said["ends_on"])

    @property
    def is_a_child(self) -> bool:
        """Return what was chosen, or else what the date of birth says."""
        chosen = self.cleaned_data["is_child"]
        return chosen == "yes" if chosen else bool(self.suggested_child)

    @property
    def facts(self) -> PersonFacts:
        """Return everything that was typed."""
        return PersonFacts(
            name=self.name,
            born_on=self.cleaned_data["born_on"],
            jurisdiction=Jurisdiction(self.cleaned_data["jurisdiction"]),
            is_child=self.is_a_child,
            needs=self.needs,
            identifiers=self.identifiers,
            supervision=self.supervision,
        )

    def say_taken(self, schemes: tuple[str, ...]) -> None:
        """Put the error at each number that somebody the reader works with has already."""
        for n in IDENTIFIERS:
            if self.cleaned_data.get(f"identifier_{n}") and self.cleaned_data.get(f"scheme_{n}") in schemes:
                self.add_error(f"identifier_{n}", "Somebody you work with has this number already. Check the number")

    def _look_at_age(self, said: dict[str, Any]) -> None:
        if not said.get("is_child") and not said.get("born_on") and "born_on" not in self.errors:
            self.add_error("is_child", "Say whether they are a child, or give their date of birth")

    def _look_at_identifiers(self, said: dict[str, Any]) -> None:
        seen = set()
        for n in IDENTIFIERS:
            value = said.get(f"identifier_{n}")
            if not value:
                continue
            try:
                normal = normalise_identifier(said.get(f"scheme_{n}") or "CRN", value)
            except IdentifierEmpty:
                self.add_error(f"identifier_{n}", "Enter a number with letters or digits in it")
                continue
            if normal in seen:
                self.add_error(f"identifier_{n}", "This number is here twice. Leave one out")
            seen.add(normal)

    def _look_at_supervision(self, said: dict[str, Any]) -> None:
        wanted = ("kind", "title", "starts_on", "ends_on")
        if not any(said.get(field) for field in wanted):
            return
        missing = {
            "kind": "Choose an order, a licence or an agreement",
            "title": "Enter what it is called",
            "starts_on": "Enter the day it starts",
        }
        for field, sentence in missing.items():
            if not said.get(field) and field not in self.errors:
                self.add_error(field, sentence)
        refuse_end_before_start(self, said, "starts_on", "ends_on")
