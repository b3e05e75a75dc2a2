"""A production start refuses what only a demonstration may have."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.casework.skills.library import the_library
from alongside.domain.skills import ContentBroken
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
        "The ledger's checkpoints go to fewer than two folders outside the data folder. Name two that whoever runs the "
        "database cannot change, with a comma, in ALONGSIDE_CHECKPOINT_DIR.": len(_checkpoint_folders_outside()) < 2,
        "The record and the keys are in one database. Give KEYS_DATABASE_URL one of its own.": _is_one_database(),
    }
    return [
        Error(sentence, id=f"alongside.E{number:03}")
        for number, (sentence, wrong) in enumerate(refused.items(), 1)
        if wrong
    ]


@register()
def check_skills(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[CheckMessage]:
    """Return an error for modules of the service's own that cannot be used, or hidden ones that do not exist."""
    folder, hidden = settings.ALONGSIDE_SKILLS_DIR, settings.ALONGSIDE_SKILLS_HIDDEN
    if folder and not folder.is_dir():
        return [Error(f"{folder} is no folder. Set ALONGSIDE_SKILLS_DIR.", id="alongside.E101")]
    try:
        library = the_library()
    except ContentBroken as broken:
        return [Error(f"A module cannot be used. {broken}", id="alongside.E102")]
    sentence = "No module has the id {}. Set ALONGSIDE_SKILLS_HIDDEN."
    return [Error(sentence.format(name), id="alongside.E103") for name in hidden if library.find(name) is None]


def _key_file_trouble() -> str:
    try:
        current_key_file()
    except VaultError as error:
        return str(error)
    return ""


def _databases() -> list[dict[str, Any]]:
    return [settings.DATABASES["default"], settings.DATABASES["keys"]]


def _checkpoint_folders_outside() -> set[Path]:
    data = Path(settings.ALONGSIDE_DATA_DIR).resolve()
    folders = {Path(folder).resolve() for folder in settings.ALONGSIDE_CHECKPOINT_DIRS}
    return {folder for folder in folders if not folder.is_relative_to(data)}


def _is_one_database() -> bool:
    first, second = ({name: config.get(name) for name in ("ENGINE", "NAME", "HOST", "PORT")} for config in _databases())
    return first == second
