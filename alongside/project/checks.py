"""A production start refuses what only a demonstration may have."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.project.databases import is_unsafe_wal
from alongside.project.environment import DEFAULT_SECRET
from alongside.vault import VaultError, current_key_file


@register()
def check_production(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[CheckMessage]:
    """Return one error for each setting that may not be there in production; nothing elsewhere."""
    if not settings.ALONGSIDE_PRODUCTION:
        return []
    refused = {
        "Demo mode is on. Unset ALONGSIDE_DEMO.": settings.ALONGSIDE_DEMO,
        "Debug is on. Unset ALONGSIDE_DEBUG.": settings.DEBUG,
        "The secret key is the default one. Set ALONGSIDE_SECRET_KEY.": settings.SECRET_KEY == DEFAULT_SECRET,
        "A test clock is allowed. Unset ALONGSIDE_TEST_CLOCK.": settings.ALONGSIDE_TEST_CLOCK,
        f"{_key_file_trouble()} Set ALONGSIDE_KEY_FILE.": bool(_key_file_trouble()),
        f"SQLite {sqlite3.sqlite_version} can corrupt a database in write-ahead mode, and this one is. Stop every program "
        "that uses it, then run: sqlite3 FILE 'PRAGMA journal_mode=DELETE'": any(map(is_unsafe_wal, _databases())),
        "Reminders have no channel of that name. Set ALONGSIDE_MESSAGES to off, smtp or notify.": settings.ALONGSIDE_MESSAGES
        not in ("off", "smtp", "notify"),
        "The link in a reminder is not https. Set ALONGSIDE_URL.": settings.ALONGSIDE_MESSAGES != "off"
        and not settings.ALONGSIDE_DOOR_ADDRESS.startswith("https://"),
        "GOV.UK Notify has no key. Set ALONGSIDE_NOTIFY_KEY.": settings.ALONGSIDE_MESSAGES == "notify"
        and not settings.ALONGSIDE_NOTIFY_KEY,
        "The record and the keys are in one database. Give KEYS_DATABASE_URL one of its own.": _is_one_database(),
    }
    return [
        Error(sentence, id=f"alongside.E{number:03}")
        for number, (sentence, wrong) in enumerate(refused.items(), 1)
        if wrong
    ]


def _key_file_trouble() -> str:
    try:
        current_key_file()
    except VaultError as error:
        return str(error)
    return ""


def _databases() -> list[dict[str, Any]]:
    return [settings.DATABASES["default"], settings.DATABASES["keys"]]


def _is_one_database() -> bool:
    first, second = ({name: config.get(name) for name in ("ENGINE", "NAME", "HOST", "PORT")} for config in _databases())
    return first == second
