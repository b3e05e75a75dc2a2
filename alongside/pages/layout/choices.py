"""Gives a field of a form the options that are only known when the page is shown."""

from collections.abc import Sequence

from django import forms


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Give a list of the form its options."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
