"""Cells on the way out, made so that no spreadsheet runs them."""

from alongside.domain.imports.cells import FORMULA_STARTS


def neutral_cell(text: str) -> str:
    """Return the text, with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text
