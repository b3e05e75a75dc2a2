"""AES-256-GCM-SIV as in RFC 8452, and a start that is refused on a machine that cannot do it."""

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from django.core.exceptions import ImproperlyConfigured

from alongside.vault import CipherUnavailable, envelopes
from alongside.vault.apps import VaultConfig
from alongside.vault.envelopes import check_cipher


def refuse(*args: object) -> None:
    raise UnsupportedAlgorithm("no SIV here")


class Wrong:
    def __init__(self, key: bytes) -> None: ...

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes | None) -> bytes:
        return b"something else"


def test_this_machine_seals_as_the_standard_says():
    check_cipher()


@pytest.mark.parametrize("cipher", [refuse, Wrong])
def test_a_machine_without_the_cipher_or_with_a_wrong_one_is_refused(monkeypatch, cipher):
    monkeypatch.setattr(envelopes, "AESGCMSIV", cipher)
    with pytest.raises(CipherUnavailable):
        check_cipher()
    with pytest.raises(ImproperlyConfigured):
        VaultConfig("alongside.vault", __import__("alongside.vault").vault).ready()
