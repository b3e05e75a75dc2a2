"""Reads the environment once. docs/settings.md documents every name; a test compares the two."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

# Refused in production by checks.py.
DEFAULT_SECRET = "only-for-development-and-tests"  # noqa: S105  # nosec B105


def flag(name: str, default: bool = False) -> bool:
    """Return True for 1, true, yes or on; the default when the name is not set."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list without empty entries."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


@dataclass(frozen=True)
class Environment:
    """Everything the environment decides, with the defaults of one laptop."""

    production: bool
    debug: bool
    demo: bool
    test_clock: bool
    json_log: bool
    data_dir: Path
    hosts: list[str]
    origins: list[str]
    proxies: int
    database_url: str
    keys_database_url: str
    key_file: Path
    checkpoint_dirs: list[Path]
    witnesses: list[str]
    backup_to: str
    secret_key: str
    secure_cookies: bool
    duty_manager: str
    service_phone: str
    procedure: str
    answer_absence_within: int
    second_signature: bool
    skills_dir: Path | None
    skills_hidden: list[str]
    messages: str
    url: str
    notify_key: str
    notify_url: str
    notify_text_template: str
    notify_email_template: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_tls: bool
    mail_from: str


def _secret_key(data_dir: Path, production: bool) -> str:
    """Return the configured secret, else one kept beside the data so that sessions survive a restart."""
    given = os.environ.get("ALONGSIDE_SECRET_KEY")
    if given:
        return given
    kept = data_dir / "secret-key"
    if kept.exists():
        return kept.read_text().strip()
    if production or not data_dir.exists():
        return DEFAULT_SECRET
    fresh = kept.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48))
    fresh.rename(kept)  # whole or not at all, whatever interrupts
    return kept.read_text()


def _text_of(name: str) -> str:
    """Return what the file of this setting says, or nothing without one. A file that is named must be there."""
    path = os.environ.get(name)
    return Path(path).read_text().strip() if path else ""


def read_environment(base_dir: Path) -> Environment:
    """Return the settings of this process from its environment variables."""
    data_dir = Path(os.environ.get("ALONGSIDE_DATA_DIR", base_dir / "var"))
    production = flag("ALONGSIDE_PRODUCTION")
    return Environment(
        production=production,
        debug=flag("ALONGSIDE_DEBUG"),
        demo=flag("ALONGSIDE_DEMO"),
        test_clock=flag("ALONGSIDE_TEST_CLOCK"),
        json_log=flag("ALONGSIDE_JSON_LOG"),
        data_dir=data_dir,
        hosts=words("ALONGSIDE_HOSTS", "localhost,127.0.0.1,[::1]"),
        origins=words("ALONGSIDE_ORIGINS"),
        proxies=int(os.environ.get("ALONGSIDE_PROXIES", "0")),
        database_url=os.environ.get("DATABASE_URL", f"sqlite:///{data_dir / 'alongside.sqlite3'}"),
        keys_database_url=os.environ.get("KEYS_DATABASE_URL", f"sqlite:///{data_dir / 'keys.sqlite3'}"),
        key_file=Path(os.environ.get("ALONGSIDE_KEY_FILE", data_dir / "keys" / "alongside.keys")),
        checkpoint_dirs=[Path(one) for one in words("ALONGSIDE_CHECKPOINT_DIR", str(data_dir / "checkpoints-second"))],
        witnesses=words("ALONGSIDE_WITNESSES"),
        backup_to=os.environ.get("ALONGSIDE_BACKUP_TO", "").strip(),
        secret_key=_secret_key(data_dir, production),
        secure_cookies=flag("ALONGSIDE_SECURE_COOKIES", default=production),
        duty_manager=os.environ.get("ALONGSIDE_DUTY_MANAGER", "").strip(),
        service_phone=os.environ.get("ALONGSIDE_SERVICE_PHONE", "").strip(),
        procedure=_text_of("ALONGSIDE_PROCEDURE_FILE"),
        second_signature=flag("ALONGSIDE_SECOND_SIGNATURE"),
        skills_dir=Path(own) if (own := os.environ.get("ALONGSIDE_SKILLS_DIR")) else None,
        skills_hidden=words("ALONGSIDE_SKILLS_HIDDEN"),
        answer_absence_within=int(os.environ.get("ALONGSIDE_ABSENCE_WORKING_DAYS", "0")),
        messages=os.environ.get("ALONGSIDE_MESSAGES", "console" if flag("ALONGSIDE_DEMO") else "off"),
        url=os.environ.get("ALONGSIDE_URL", "http://localhost:8000").rstrip("/"),
        notify_key=os.environ.get("ALONGSIDE_NOTIFY_KEY", ""),
        notify_url=os.environ.get("ALONGSIDE_NOTIFY_URL", "https://api.notifications.service.gov.uk"),
        notify_text_template=os.environ.get("ALONGSIDE_NOTIFY_TEXT_TEMPLATE", ""),
        notify_email_template=os.environ.get("ALONGSIDE_NOTIFY_EMAIL_TEMPLATE", ""),
        smtp_host=os.environ.get("ALONGSIDE_SMTP_HOST", "localhost"),
        smtp_port=int(os.environ.get("ALONGSIDE_SMTP_PORT", "587")),
        smtp_user=os.environ.get("ALONGSIDE_SMTP_USER", ""),
        smtp_password=os.environ.get("ALONGSIDE_SMTP_PASSWORD", ""),
        smtp_tls=flag("ALONGSIDE_SMTP_TLS", default=True),
        mail_from=os.environ.get("ALONGSIDE_MAIL_FROM", "reminder@localhost"),
    )
