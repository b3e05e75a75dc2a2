"""The vault as a Django application."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from alongside.vault.envelopes import check_cipher
from alongside.vault.errors import CipherUnavailable


class VaultConfig(AppConfig):
    """Refuses to start on a machine that cannot seal."""

    name = "alongside.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Run the cipher's self-test at every start, server and command alike."""
        try:
            check_cipher()
        except CipherUnavailable as error:
            raise ImproperlyConfigured(str(error)) from None
