"""Tries are counted in a table that tells nobody who tried, runs nothing, and says when it cannot be written."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import START
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
SIGN_IN = {"login": "ruth.adeyemi@example.org", "password": "not the password at all"}
OPEN = {"code": "TRYM-YXRK-2345", "pin": "468135"}


def rows() -> list[tuple[str, str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value, expires from sign_in_tries")
        return cursor.fetchall()


def disk_is_full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if "sign_in_tries" in sql and not sql.startswith("SELECT"):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)


def test_a_copy_of_the_table_says_neither_who_tried_nor_from_where_nor_which_code(cast):  # noqa: F811
    Client().post("/accounts/login/", SIGN_IN, REMOTE_ADDR="192.0.2.77")
    cache.add(f"totp-used:{cast.practitioner.id}:123456", 1, timeout=60)
    copied = str(rows())
    assert len(rows()) > 2
    for word in ("192.0.2.77", str(cast.practitioner.id), "123456", "login", "totp"):
        assert word not in copied


def test_what_is_in_the_table_is_data_and_nothing_that_is_run():
    cache.set("a try", [1.5, 2], timeout=60)
    ((_, value, _),) = rows()
    assert json.loads(value) == [1.5, 2]
    assert cache.get("a try") == [1.5, 2]


def test_what_has_run_out_is_neither_found_nor_kept():
    cache.set("old", 1, timeout=60)
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(datetime(2020, 1, 1, tzinfo=UTC))
        cursor.execute("update sign_in_tries set expires = %s", [past])
    assert cache.get("old") is None
    assert cache.add("old", 2, timeout=60)
    cache.set("another", 1, timeout=60)
    assert len(rows()) == 2


def test_of_two_who_add_the_same_one_is_first():
    assert cache.add("code", 1, timeout=60)
    assert not cache.add("code", 2, timeout=60)
    assert cache.get("code") == 1
    assert cache.delete("code")
    assert cache.add("code", 3, timeout=60)


@pytest.mark.parametrize(("page", "typed"), [("/accounts/login/", SIGN_IN), ("/door/", OPEN)])
def test_with_a_full_disk_nobody_is_told_that_there_were_too_many_tries(page, typed, cast, set_clock):  # noqa: F811
    set_clock(START)
    browser = Client()
    browser.raise_request_exception = False
    with connection.execute_wrapper(disk_is_full):
        answer = browser.post(page, typed)
    assert answer.status_code == 503
    assert b"too many tries" not in answer.content
    assert OPEN["pin"].encode() not in answer.content
