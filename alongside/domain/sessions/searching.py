"""Finding words in notes as people type them: without capitals, accents or circumflexes, and with any apostrophe."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alongside.domain.sessions.statements import Statement, Statements

LONGEST_QUERY = 100  # characters
APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is, or is not, what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement with what was looked for apart."""

    statement: Statement
    pieces: tuple[Piece, ...]


def read_query(text: str) -> tuple[str, ...]:
    """Return the words to look for, folded, each once. A single letter or sign is not a word."""
    folded = fold(text[:LONGEST_QUERY]).split()
    return tuple(dict.fromkeys(word for word in folded if len(word) > 1))


def fold(text: str) -> str:
    """Return the text as it is compared: tŷ, TY and ty are one."""
    return "".join(_fold_letter(letter) for letter in text)


def find_in_note(statements: Statements, words: Sequence[str]) -> tuple[FoundStatement, ...]:
    """Return the statements that hold any of the words, if the note as a whole holds all of them; else nothing."""
    folded = [fold(f"{s.text} {s.source}") for s in statements]
    if not words or not all(any(word in text for text in folded) for word in words):
        return ()
    return tuple(
        FoundStatement(statement, mark(statement.text, words))
        for statement, text in zip(statements, folded, strict=True)
        if any(word in text for word in words)
    )


def mark(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Return the text in pieces, those that are one of the words marked. Put together they are the text."""
    hit = [False] * len(text)
    folded, places = _fold_with_places(text)
    for word in words:
        for start in _starts(folded, word):
            for place in places[start : start + len(word)]:
                hit[place] = True
    for place, letter in enumerate(text):
        if place and unicodedata.combining(letter):  # an accent of its own belongs to the letter before it
            hit[place] = hit[place - 1]
    return tuple(_pieces(text, hit))


def _fold_letter(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", letter.translate(APOSTROPHES).casefold())
    return "".join(part for part in apart if not unicodedata.combining(part))


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its letters where it stands in the text: ß becomes two letters."""
    folded, places = [], []
    for place, letter in enumerate(text):
        for part in _fold_letter(letter):
            folded.append(part)
            places.append(place)
    return "".join(folded), places


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start != -1:
        yield start
        start = text.find(word, start + len(word))


def _pieces(text: str, hit: Sequence[bool]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or hit[end] != hit[start]:
            yield Piece(text[start:end], hit[start])
            start = end
