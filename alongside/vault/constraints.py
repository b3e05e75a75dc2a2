"""What the database itself can check of an envelope."""

from django.db.models import BinaryField, CheckConstraint, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from alongside.vault.envelopes import ENVELOPE_VERSION


def sealed_constraint(field: str, *, name: str) -> CheckConstraint:
    """Make a constraint that a column holds nothing or an envelope of this version, so plain text is refused."""
    version_byte = Value(bytes((ENVELOPE_VERSION,)), output_field=BinaryField())
    first_byte = Substr(field, 1, 1, output_field=BinaryField())
    return CheckConstraint(condition=Exact(first_byte, version_byte), name=name)
