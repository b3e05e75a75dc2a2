"""What Alongside can and cannot promise about who reads what, as product text that is shown before it is needed."""

from alongside.domain.limits.telling import AskedBack, NothingAskedBack, check_understood
from alongside.domain.limits.texts import (
    Example,
    Limit,
    LimitText,
    has_newer,
    limit_text,
    limit_text_as_shown,
    list_every_version,
    list_limit_texts,
)

__all__ = [
    "AskedBack",
    "Example",
    "Limit",
    "LimitText",
    "NothingAskedBack",
    "check_understood",
    "has_newer",
    "limit_text",
    "limit_text_as_shown",
    "list_every_version",
    "list_limit_texts",
]
