"""Tables on their way out: CSV and JSON that no spreadsheet runs, and that read back as what they were."""

from alongside.domain.exports.cells import neutral_cell, restore_cell
from alongside.domain.exports.tables import BYTE_ORDER_MARK, read_table, write_json, write_table

__all__ = ["BYTE_ORDER_MARK", "neutral_cell", "read_table", "restore_cell", "write_json", "write_table"]
