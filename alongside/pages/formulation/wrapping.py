"""Breaks words into lines of a width, measured and never counted in letters. Nothing is cut short."""

import unicodedata
from collections.abc import Iterator

from alongside.pages.charts.measuring import text_width

_WIDE_IS_WIDER = 0.55  # of the type size: emoji and wide scripts come from other typefaces
_JOINER = "\u200d"


def wrap(words: str, *, width: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text. A word longer than a line is broken where it has to be."""
    lines: list[str] = []
    for word in words.split():
        for piece in _pieces(word, width, size, is_bold):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and line_width(longer, size, is_bold) <= width and piece == word:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines)


def line_width(text: str, size: float, is_bold: bool = False) -> float:
    """Return a width that a line will not exceed, in the unit of the size."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return text_width(text, size=size, is_bold=is_bold) + wide * _WIDE_IS_WIDER * size


def _pieces(word: str, width: float, size: float, is_bold: bool) -> Iterator[str]:
    if line_width(word, size, is_bold) <= width:
        yield word
        return
    piece = ""
    for cluster in _clusters(word):
        if piece and line_width(piece + cluster, size, is_bold) > width:
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _clusters(word: str) -> Iterator[str]:
    """Yield characters with the marks that belong to them, so that no letter is parted from its accent."""
    cluster = ""
    for character in word:
        joined = unicodedata.combining(character) or character in (_JOINER, "\ufe0f") or cluster.endswith(_JOINER)
        if cluster and not joined:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster
