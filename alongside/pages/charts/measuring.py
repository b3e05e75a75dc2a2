"""How wide a text will be, without a browser.

The table holds the advance widths of Atkinson Hyperlegible Next (digits from Inter at 96%) in hundredths of the type
size. A reader may see the fallback typeface instead, so a text is taken to be a little wider than it is.
"""

_REGULAR = {
    16: "'",
    22: ",.:;|’‘`j",
    27: "iîl ",
    30: '!()"',
    35: "[ft]r{}",
    39: "-_/\\1I“”Î",
    46: "yŷzv",
    50: "?s*cxk–",
    55: "JaâáàeuêûéèhnoôL7",
    58: "<>FT^g~5EbdpÊYqŶ",
    61: "23689$PSV0+Z",
    66: "BR4=AXÂKC#",
    70: "DUwŵÛGHN",
    74: "OÔQ&",
    83: "@MmWŴ",
    92: "%",
}
_BOLD_IS_WIDER = 1.07
_SAFETY = 1.06
_UNKNOWN = 75
_WIDTHS = {character: width for width, characters in _REGULAR.items() for character in characters}


def text_width(text: str, *, size: float, is_bold: bool = False) -> float:
    """Return a width in the unit of `size` that the text will not exceed in our typeface."""
    hundredths = sum(_WIDTHS.get(character, _UNKNOWN) for character in text)
    return hundredths / 100 * size * _SAFETY * (_BOLD_IS_WIDER if is_bold else 1)
