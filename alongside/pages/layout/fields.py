"""Turns one bound Django field into the options of the GOV.UK component that shows it."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from .components import render_component
from .dates import PARTS, DatePartsWidget


@dataclass(frozen=True)
class FieldLook:
    """What the page may say about a field beyond what the form knows.

    `size` is the GOV.UK size letter of the label or legend (s, m, l, xl). `heading` makes it the page's h1.
    """

    label: str = ""
    hint: str = ""
    size: str = ""
    heading: bool = False
    classes: str = ""
    inline: bool = False
    rows: int = 5
    autocomplete: str = ""
    hints: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)


def render_field(bound: BoundField, look: FieldLook) -> SafeString:
    """Return the HTML of the component that fits the field's widget, with its label, hint and first error."""
    widget = bound.field.widget
    if widget.is_hidden:
        return mark_safe(str(bound))  # noqa: S308  # nosec
    if isinstance(widget, DatePartsWidget):
        return render_component("date-input", _date_params(bound, look))
    if isinstance(widget, forms.CheckboxInput):
        return render_component("checkboxes", _single_checkbox_params(bound, look))
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return render_component("checkboxes", _choice_params(bound, look, "checkboxes"))
    if isinstance(widget, forms.RadioSelect):
        return render_component("radios", _choice_params(bound, look, "radios"))
    if isinstance(widget, forms.Select):
        return render_component("select", _select_params(bound, look))
    if isinstance(widget, forms.Textarea):
        return render_component("textarea", _text_params(bound, look) | {"rows": look.rows})
    if isinstance(widget, forms.FileInput):
        return render_component("file-upload", _file_params(bound, look))
    if isinstance(widget, forms.PasswordInput):
        params = _text_params(bound, look)
        return render_component("password-input", params | {"value": "", "autocomplete": look.autocomplete})
    return render_component("input", _input_params(bound, look))


def first_control_id(bound: BoundField) -> str:
    """Return the id an error summary should link to: the field itself, or its first part in error."""
    if isinstance(bound.field.widget, DatePartsWidget):
        parts = _parts_in_error(bound) or PARTS
        return f"{bound.auto_id}_{parts[0]}"
    return str(bound.auto_id)


def _said(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    params: dict[str, Any] = {"formGroup": {}}
    hint = look.hint or bound.help_text
    if hint:
        params["hint"] = {"text": str(hint)}
    if bound.errors:
        params["errorMessage"] = {"text": str(bound.errors[0])}
    return params


def _label(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    classes = f"govuk-label--{look.size}" if look.size else ""
    return {"text": str(look.label or bound.label), "classes": classes, "isPageHeading": look.heading}


def _legend(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    classes = f"govuk-fieldset__legend--{look.size or 's'}"
    return {"text": str(look.label or bound.label), "classes": classes, "isPageHeading": look.heading}


def _attributes(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    # The component writes these itself, so the widget's own copies are left out.
    written = {
        "id",
        "name",
        "rows",
        "cols",
        "class",
        "type",
        "value",
        "autocomplete",
        "aria-describedby",
        "aria-invalid",
    }
    attrs = {name: value for name, value in bound.field.widget.attrs.items() if name not in written}
    return {name: {"value": value, "optional": True} for name, value in (attrs | look.attributes).items()}


def _text_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    value = bound.value()
    shown = bound.field.widget.format_value(value) if value is not None else ""
    return _said(bound, look) | {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": _label(bound, look),
        "value": shown if shown is not None else "",
        "classes": look.classes,
        "attributes": _attributes(bound, look),
    }


def _input_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    widget = bound.field.widget
    params = _text_params(bound, look)
    params["autocomplete"] = look.autocomplete or widget.attrs.get("autocomplete", "")
    if isinstance(widget, forms.NumberInput):
        # A number box loses or changes what is typed in it when scrolled over, so a text box is used.
        params["inputmode"] = "numeric" if isinstance(bound.field, forms.IntegerField) else "decimal"
        params["attributes"] = {}
    elif isinstance(widget, forms.EmailInput | forms.URLInput):
        params["type"] = widget.input_type
        params["spellcheck"] = False
    return params


def _file_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    params = _text_params(bound, look)
    del params["value"]
    return params


def _date_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    value = bound.value()
    widget = bound.field.widget
    texts = value if isinstance(value, list | tuple) else widget.decompress(value)
    wrong = _parts_in_error(bound)
    items = [
        {
            "name": part,
            "label": part.capitalize(),
            "id": f"{bound.auto_id}_{part}",
            "classes": _date_classes(part, part in wrong),
            "value": "" if text is None else str(text),
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]
    for item in items:
        item["name"] = f"{bound.html_name}_{item['name']}"
    fieldset = {"legend": _legend(bound, look)}
    return _said(bound, look) | {"id": bound.auto_id, "items": items, "fieldset": fieldset, "classes": look.classes}


def _date_classes(part: str, is_wrong: bool) -> str:
    width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
    return f"{width} govuk-input--error" if is_wrong else width


def _parts_in_error(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data():
        parts = (error.params or {}).get("parts", PARTS)
        return tuple(parts)
    return ()


def _choice_params(bound: BoundField, look: FieldLook, component: str) -> dict[str, Any]:
    layout = f"govuk-{component}--inline" if look.inline else ""
    return _said(bound, look) | {
        "name": bound.html_name,
        "idPrefix": bound.auto_id,
        "items": [_choice(choice, look) for choice in bound.subwidgets],
        "fieldset": {"legend": _legend(bound, look)},
        "classes": f"{layout} {look.classes}".strip(),
    }


def _choice(choice: Any, look: FieldLook) -> dict[str, Any]:
    data = choice.data
    value = "" if data["value"] is None else str(data["value"])
    item: dict[str, Any] = {"value": value, "text": str(data["label"]), "checked": bool(data["selected"])}
    if value in look.hints:
        item["hint"] = {"text": look.hints[value]}
    return item


def _single_checkbox_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    item = {"value": "on", "text": str(look.label or bound.label), "checked": bool(bound.value())}
    params = _said(bound, look)
    if "hint" in params:
        item["hint"] = params.pop("hint")
    return params | {"name": bound.html_name, "idPrefix": bound.auto_id, "items": [item], "classes": look.classes}


def _select_params(bound: BoundField, look: FieldLook) -> dict[str, Any]:
    params = _text_params(bound, look)
    del params["value"]
    params["items"] = [
        {
            "value": "" if option.data["value"] is None else str(option.data["value"]),
            "text": str(option.data["label"]),
            "selected": bool(option.data["selected"]),
        }
        for option in bound.subwidgets
    ]
    return params
