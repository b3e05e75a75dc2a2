"""What is asked when somebody is kept out of a record."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from alongside.casework.access_rules.authority import InspectionChoices
from alongside.casework.access_rules.queries import RulesPage
from alongside.pages.layout.choices import set_choices
from alongside.pages.layout.dates import DateInputField
from alongside.pages.layout.exact_person import ExactPersonForm
from alongside.pages.relationships.forms import (
    NO_CHOICE,
    check_order,
    choose,
    colleague_choices,
    reason_field,
)


class ExcludeForm(forms.Form):
    """Whom to keep out and why, and who takes over when it is the practitioner of today."""

    user = choose("Who is kept out", "Choose who is kept out")
    hand_to = forms.ChoiceField(label="Who takes over", required=False)
    reason = reason_field("Why", missing="Write why they are kept out")

    def __init__(self, *args: Any, page: RulesPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept_out = {one.user_id for one in page.exclusions}
        set_choices(self, "user", colleague_choices(c for c in page.staff if c.user_id not in kept_out))
        set_choices(self, "hand_to", colleague_choices(page.may_take))

    def takes_over(self) -> UUID | None:
        """Return who takes over, or None when nobody was chosen."""
        chosen = self.cleaned_data["hand_to"]
        return UUID(chosen) if chosen else None


class RestrictForm(forms.Form):
    """Who alone may open the record, and why."""

    users = forms.MultipleChoiceField(
        label="Who may still open this record",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose who may still open this record",
            "invalid_choice": "Choose who may still open this record",
        },
    )
    reason = reason_field("Why", missing="Write why the record is restricted")

    def __init__(self, *args: Any, page: RulesPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["users"]
        if isinstance(field, forms.ChoiceField):
            field.choices = colleague_choices(page.may_be_listed)[1:]
        on_list = (
            page.restriction.user_ids if page.restriction else {page.allocated.user_id} if page.allocated else set()
        )
        self.initial.setdefault("users", [str(user_id) for user_id in on_list])

    def user_ids(self) -> list[UUID]:
        """Return who was chosen."""
        return [UUID(user_id) for user_id in self.cleaned_data["users"]]


class LiftForm(forms.Form):
    """Why somebody may open the record again."""

    reason = reason_field("Why", missing="Write why it is lifted")


class ConflictForm(ExactPersonForm):
    """Whom a member of staff knows: the exact name and date of birth."""


class InspectionForm(forms.Form):
    """Who inspects which team, from when and until when."""

    user = choose("Who inspects", "Choose who inspects")
    team = choose("Which team", "Choose a team")
    starts_on = DateInputField(label="First day", missing="Enter the first day")
    ends_on = DateInputField(label="Last day", missing="Enter the last day")
    said_about_dates: ClassVar = "An inspection begins today or later, and lasts 92 days at most"

    def __init__(self, *args: Any, choices: InspectionChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "user", colleague_choices(choices.staff))
        set_choices(self, "team", [NO_CHOICE, *((str(team_id), name) for team_id, name in choices.teams)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = "The last day cannot be before the first"
        check_order(cleaned.get("starts_on"), cleaned.get("ends_on"), self, "ends_on", said)
        return cleaned
