"""`{% load govuk %}`: components, form fields and the error summary."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from alongside.pages.layout.components import render_component
from alongside.pages.layout.fields import FieldLook, first_control_id, render_field

register = template.Library()


@register.simple_tag
def govuk(component: str, **options: Any) -> SafeString:
    """Write a component: `{% govuk "button" text="Save" prevent_double_click=True %}`."""
    return render_component(component, {_camel(name): value for name, value in options.items()})


@register.simple_tag
def govuk_field(bound: BoundField, **look: Any) -> SafeString:
    """Write a form field as its component: `{% govuk_field form.name size="m" hint="..." %}`."""
    return render_field(bound, FieldLook(**look))


@register.simple_tag
def govuk_error_summary(*forms: BaseForm) -> SafeString | str:
    """Write the summary of everything wrong in these forms, each line linking to its field, or nothing."""
    errors = [line for form in forms for line in _error_lines(form)]
    if not errors:
        return ""
    return render_component("error-summary", {"titleText": "There is a problem", "errorList": errors})


def _error_lines(form: BaseForm) -> list[dict[str, str]]:
    if not form.is_bound:
        return []
    lines = [{"text": str(message)} for message in form.non_field_errors()]
    for bound in form:
        href = f"#{first_control_id(bound)}"
        lines += [{"text": str(message), "href": href} for message in bound.errors]
    return lines


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
