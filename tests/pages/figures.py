"""The history of the figures as a browser sends it, and what a page says of it."""

import re

TYPED = {
    "revision": "0", "sex": "male", "supervision_status": "community", "offence_code": "04700", "conviction_date_day": "14",
    "conviction_date_month": "2", "conviction_date_year": "2025", "sanction_count": "9", "violent_sanction_count": "2",
    "age_at_first_sanction": "17", "previous_convictions": ["none"], "sexual_offence_history": "no",
}  # fmt: skip


def typed(fields):
    """Return what a form sends: its fields are kept as a draft by the beginning of their names."""
    return {f"said-{name}": value for name, value in fields.items()}


def text(response):
    """Return the words of a page, without what stands around them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
