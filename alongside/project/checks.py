"""A production start refuses what only a demonstration may have."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.project.environment import DEFAULT_SECRET


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
        f"There is no key file at {settings.ALONGSIDE_KEY_FILE}. Set ALONGSIDE_KEY_FILE.": not settings.ALONGSIDE_KEY_FILE.exists(),
    }
    return [
        Error(sentence, id=f"alongside.E{number:03}")
        for number, (sentence, wrong) in enumerate(refused.items(), 1)
        if wrong
    ]
