"""What the person's side says, as data in both languages, so that a fluent reader can review it without reading code.

Also what makes a PIN a bad one and a printed code a good one.
"""

from alongside.domain.my_side.codes import ALPHABET, group_code, normalise_code, read_code
from alongside.domain.my_side.codes import LENGTH as CODE_LENGTH
from alongside.domain.my_side.days import say_day, say_month, say_time
from alongside.domain.my_side.pins import PinProblem, find_pin_problem
from alongside.domain.my_side.words import Catalogue, CatalogueBroken, list_catalogues, list_names, page_words

__all__ = [
    "ALPHABET",
    "CODE_LENGTH",
    "Catalogue",
    "CatalogueBroken",
    "PinProblem",
    "find_pin_problem",
    "group_code",
    "list_catalogues",
    "list_names",
    "normalise_code",
    "page_words",
    "read_code",
    "say_day",
    "say_month",
    "say_time",
]
