"""What Alongside can and cannot promise about who reads what, as product text that is shown before it is needed."""

from alongside.domain.limits.texts import Example, Limit, LimitText, limit_text, list_limit_texts

__all__ = ["Example", "Limit", "LimitText", "limit_text", "list_limit_texts"]
