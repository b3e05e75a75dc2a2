"""Where tries at a password, a code or a PIN are counted: a table that every process of the server shares.

Django's cache in a database keeps its values as pickles, which run whatever somebody wrote into the table, keeps its keys
as they are, which name the addresses of everybody who ever signed in, and says nothing when the disk is full: then a limit
is held to be reached that is not. Here values are JSON, keys are hashes that need the service's secret, what has run out is
deleted, and a write that fails is an error.
"""

import json
import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.crypto import salted_hmac

INSERT = """
    INSERT INTO sign_in_tries (cache_key, value, expires) VALUES (%s, %s, %s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
ONLY_WHERE_NONE_IS = " WHERE sign_in_tries.expires <= %s"


class Tries(BaseCache):
    """Django's interface of a cache over the table sign_in_tries. Nothing about a person is ever put in it."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT value FROM sign_in_tries WHERE cache_key = %s AND expires > %s",
                [self._row(key, version), _stored(_now())],
            )
            found = cursor.fetchone()
        return json.loads(found[0]) if found else default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(INSERT, self._row(key, version), value, timeout)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._write(INSERT + ONLY_WHERE_NONE_IS, self._row(key, version), value, timeout, _stored(_now()))

    def delete(self, key: Any, version: int | None = None) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sign_in_tries WHERE cache_key = %s", [self._row(key, version)])
            return bool(cursor.rowcount)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sign_in_tries")

    def _write(self, sql: str, row: str, value: Any, timeout: Any, *more: Any) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, UTC)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sign_in_tries WHERE expires <= %s", [_stored(_now())])
            cursor.execute(sql, [row, json.dumps(value), _stored(expires), *more])
            return bool(cursor.rowcount)

    def _row(self, key: Any, version: int | None) -> str:
        named = self.make_key(key, version=version)
        return salted_hmac("alongside.tries", named, algorithm="sha256").hexdigest()


def _now() -> datetime:
    # By the clock that Django's own reckoning of a timeout uses, or the two could disagree.
    return datetime.fromtimestamp(time.time(), UTC)


def _stored(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
