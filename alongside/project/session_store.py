"""Sessions in the database, whose last breath does not undo what was done.

A session is saved after the page's own transaction. When only that fails, what was asked has been done or refused already:
the answer says so, and what is lost is a line of thanks and the minute in which somebody was last seen. Django would
say that the session is gone, throw the true answer away, and with it the words of whoever wrote them.
"""

import logging

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError

from alongside.pages.layout.errors import is_for_a_while

log = logging.getLogger("alongside.session")


class SessionStore(DatabaseStore):
    """Keeps sessions as Django does. One that was ended elsewhere is still refused."""

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as error:
            if not _is_the_machine(error.__context__):
                raise
            log.warning("A session could not be saved just now")


def _is_the_machine(error: BaseException | None) -> bool:
    """Return whether the database could not write. That the row is gone comes as a plain DatabaseError."""
    return type(error) is not DatabaseError and is_for_a_while(error)
