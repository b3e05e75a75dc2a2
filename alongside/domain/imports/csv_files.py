"""Reading a CSV file: one encoding, one separator, and nothing guessed."""

import codecs
import csv
import io
from collections.abc import Iterator

from alongside.domain.imports.problems import FileRefused

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS = "In Excel choose Save as, CSV UTF-8 (Comma delimited), and upload that file."


def read_csv(content: bytes) -> Iterator[list[str]]:
    """Return the records of a CSV file in UTF-8, with or without a byte order mark. Raises FileRefused."""
    return _records(_decode(content))


def _decode(content: bytes) -> str:
    if not content.strip():
        raise FileRefused("The file is empty. Check that you chose the right one.")
    if content.startswith(UTF_16):
        raise FileRefused(f"The file is in UTF-16. {SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 gives every byte a letter, so reading it could never fail and would only seem right.
        raise FileRefused(
            f"The file is not in UTF-8, so letters such as ŵ or é could come out wrong. {SAVE_AS}"
        ) from None
    if "\x00" in text:
        raise FileRefused("This is not a CSV file. Upload CSV in UTF-8, or an Excel workbook (.xlsx).")
    return text


def _records(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for record in reader:
            number += 1
            yield record
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FileRefused(
                f"The file was cut short: quotes opened in row {number + 1} are never closed. Export it again."
            ) from None
        raise FileRefused(
            f"Row {number + 1} cannot be read. Quotes inside a cell are written twice, and the whole cell stands in quotes."
        ) from None
