"""Names and identifiers in the form in which two spellings of the same one are equal."""

import unicodedata
from datetime import date


def normalise_name(given_names: str, family_name: str) -> str:
    """Return both names without marks, case, spaces, hyphens or apostrophes, joined so that they cannot run together."""
    return "|".join(_letters(part) for part in (given_names, family_name))


def normalise_identifier(scheme: str, value: str) -> str:
    """Return an identifier with its scheme, letters and digits only, in capitals."""
    return f"{scheme.strip().upper()}:{''.join(c for c in value.upper() if c.isalnum())}"


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def display_name(given_names: str, family_name: str, preferred_name: str = "") -> str:
    """Return the name used on screen: the preferred first name where there is one, then the family name."""
    return f"{preferred_name.strip() or given_names.strip()} {family_name.strip()}".strip()


def age_on(born_on: date, day: date) -> int:
    """Return completed years on a day. Somebody born on 29 February is a year older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
