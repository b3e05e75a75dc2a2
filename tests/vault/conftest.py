"""Commands, called as they are typed."""

from tests.commands.conftest import call

__all__ = ["call"]
