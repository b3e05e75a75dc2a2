"""Taking parts out of a text. Whoever does it marks them, and can change nothing else, by design or by slip."""

import re

MARK = "[taken out]"
OPENS, CLOSES = "[[", "]]"
_PART = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_NEWLINES = re.compile(r"\r\n?")


class MarksBroken(ValueError):
    """A part begins and does not end, ends without a beginning, or nothing is marked at all."""


class TextChanged(ValueError):
    """Without the marks it is not the text any more."""


def redact_text(original: str, marked: str) -> str:
    """Return the text without the parts between [[ and ]], each replaced by MARK. Raises MarksBroken and TextChanged.

    Only the marks may be added: a text with a word rewritten is refused, so that nobody puts words into a record.
    """
    original, marked = _NEWLINES.sub("\n", original), _NEWLINES.sub("\n", marked)
    parts = _PART.findall(marked)
    rest = _PART.sub("", marked)
    if not any(part.strip() for part in parts) or OPENS in rest or CLOSES in rest or any(OPENS in one for one in parts):
        raise MarksBroken
    if _PART.sub(r"\1", marked).strip() != original.strip():
        raise TextChanged
    return _PART.sub(MARK, marked)
