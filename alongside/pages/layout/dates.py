"""A date asked as three small boxes, which is easier than any calendar."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DatePartsWidget(forms.MultiWidget):
    """Three text boxes named `<field>_day`, `<field>_month` and `<field>_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: datetime.date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateInputField(forms.MultiValueField):
    """A date in three parts. Its messages say which part to look at, in `params["parts"]`."""

    widget = DatePartsWidget

    def __init__(self, *, missing: str = "Enter a date", required: bool = True, **kwargs: Any) -> None:
        self.missing = missing
        fields = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(fields, require_all_fields=False, required=required, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        texts = [str(part if part is not None else "").strip() for part in (value or ["", "", ""])]
        absent = tuple(part for part, text in zip(PARTS, texts, strict=True) if not text)
        if len(absent) == len(PARTS):
            if self.required:
                raise ValidationError(self.missing, code="required", params={"parts": PARTS})
            return None
        if absent:
            words = " and a ".join(absent)
            raise ValidationError(f"The date needs a {words}", code="incomplete", params={"parts": absent})
        return _read_date(dict(zip(PARTS, texts, strict=True)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True

    def compress(self, data_list: Any) -> datetime.date | None:
        return self.clean(data_list)


def _read_date(texts: Mapping[str, str]) -> datetime.date:
    numbers = {part: _number(text) for part, text in texts.items()}
    if numbers["month"] is None:
        numbers["month"] = _month_by_name(texts["month"])
    wrong = tuple(part for part, number in numbers.items() if number is None)
    if wrong:
        words = " and ".join(wrong)
        raise ValidationError(f"Write the {words} as a number", code="invalid", params={"parts": wrong})
    day, month, year = (numbers[part] or 0 for part in PARTS)
    if not 1 <= month <= 12:
        raise ValidationError("The month is a number from 1 to 12", code="invalid", params={"parts": ("month",)})
    if not 1900 <= year <= 2200:
        raise ValidationError("Write the year with four numbers", code="invalid", params={"parts": ("year",)})
    try:
        return datetime.date(year, month, day)
    except ValueError:
        message = f"There is no {day} {MONTHS[month - 1]}. Check the day and month"
        if (month, day) == (2, 29):
            message = f"There is no 29 February in {year}. Check the date"
        raise ValidationError(message, code="invalid", params={"parts": ("day", "month")}) from None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month_by_name(text: str) -> int | None:
    for number, name in enumerate(MONTHS, start=1):
        if len(text) >= 3 and name.lower().startswith(text.lower()):
            return number
    return None
