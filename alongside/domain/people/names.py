"""Names and identifiers in the form in which two spellings of the same one are equal."""

import unicodedata
from datetime import date

ADULT_AT = 18
JOINERS = "\u200c\u200d"

# Letters that Unicode does not take apart, so that Łukasz and Lukasz are found as one.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class IdentifierEmpty(ValueError):
    """An identifier has no letter and no number in it, so every empty one would be equal."""


class NotBornYet(ValueError):
    """The day asked about lies before the date of birth."""


def normalise_name(given_names: str, family_name: str) -> str:
    """Return both names without marks, case, spaces, hyphens or apostrophes, joined so that they cannot run together."""
    return "|".join(_letters(part) for part in (given_names, family_name))


def without_hidden_signs(name: str) -> str:
    """Return a name without signs that are not seen: those that turn the direction of what follows, or have no width.

    The two joiners stay, which Persian and the scripts of India spell with. Such signs come from copying more often than
    from malice, so nobody is asked about them.
    """
    return "".join(c for c in name if c in JOINERS or unicodedata.category(c) not in {"Cf", "Cc"})


def normalise_identifier(scheme: str, value: str) -> str:
    """Return an identifier with its scheme, letters and digits only, in capitals. Raises IdentifierEmpty."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", value).upper() if c.isalnum())
    if not kept:
        raise IdentifierEmpty(scheme)
    return f"{scheme.strip().upper()}:{kept}"


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(c for c in decomposed if _is_part_of_a_name(c)).translate(_PLAIN)


def _is_part_of_a_name(character: str) -> bool:
    # The vowel signs of Hindi or Bengali are marks as well, but without them two names become one.
    is_vowel_sign = unicodedata.category(character) in {"Mn", "Mc"} and not unicodedata.combining(character)
    return character.isalnum() or is_vowel_sign


def display_name(given_names: str, family_name: str, preferred_name: str = "") -> str:
    """Return the name used on screen: the preferred first name where there is one, then the family name."""
    return f"{preferred_name.strip() or given_names.strip()} {family_name.strip()}".strip()


def age_on(born_on: date, day: date) -> int:
    """Return completed years on a day. Somebody born on 29 February is a year older on 1 March of a common year.

    Raises NotBornYet.
    """
    if day < born_on:
        raise NotBornYet
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_child_on(born_on: date, day: date) -> bool:
    """Return whether somebody is under 18 (UN Convention on the Rights of the Child, article 1). Raises NotBornYet."""
    return age_on(born_on, day) < ADULT_AT
