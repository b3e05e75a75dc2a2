"""Cells on the way out, made so that no spreadsheet runs them. The one place where this is decided.

A spreadsheet takes a cell for a formula by its first character, some of them after throwing away what cannot be seen,
and East Asian editions read the full-width signs as the plain ones.
"""

import re
import unicodedata

STARTS = frozenset("=+-@\t\r\n\x00|%")
GUARD = "'"
_GUARDED = re.compile(rf"{GUARD}+")


def neutral_cell(text: str) -> str:
    """Return the text, with an apostrophe in front when a spreadsheet could take it for a formula.

    A text that already looks guarded gets one more, so that `restore_cell` gives back what was there.
    """
    bare = _GUARDED.sub("", text, count=1) if text.startswith(GUARD) else text
    return f"{GUARD}{text}" if _could_run(bare) else text


def restore_cell(cell: str) -> str:
    """Return the text that `neutral_cell` made this cell of."""
    if cell.startswith(GUARD) and _could_run(_GUARDED.sub("", cell, count=1)):
        return cell[1:]
    return cell


def _could_run(text: str) -> bool:
    if text[:1] in STARTS and text:
        return True
    seen = next((character for character in text if not _is_unseen(character)), "")
    return bool(seen) and unicodedata.normalize("NFKC", seen)[:1] in STARTS


def _is_unseen(character: str) -> bool:
    """Return whether a character is space, a control character or a mark without width."""
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
