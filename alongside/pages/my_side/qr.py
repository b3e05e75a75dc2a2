"""A QR code as the path of an inline picture: no script, no other file, sharp on paper."""

from dataclasses import dataclass

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4


@dataclass(frozen=True)
class QrPicture:
    """A square of `size` units a side, and the path of its dark ones."""

    size: int
    path: str


def draw_qr(text: str) -> QrPicture:
    """Return the picture of this text, with the quiet edge that cameras need."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return QrPicture(len(rows), "".join(dark))
