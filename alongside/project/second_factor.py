"""Second factors: the secrets are sealed with a key of the user's own, which a copy of the database does not hold."""

from base64 import b64decode, b64encode
from uuid import UUID

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from alongside.records.identity import User
from alongside.vault import create_key, open_keys

TABLE, FIELD = "second_factor", "secret"


def forget_who_took_it(user: User, **kwargs: object) -> None:
    """Whoever took the second step away may give a password again, once its owner has set up another."""
    User.objects.filter(id=user.id, second_step_by__isnull=False).update(second_step_by=None)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seals what an app and recovery codes are computed from, and says what went wrong in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or it was used already. Enter the newest one",
        "rate_limited": "There were too many tries. Wait five minutes, then try again",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret of the user who is signed in. The result names the user, whose key opens it again."""
        user_id: UUID = context.request.user.id
        create_key(user_id)
        ring = open_keys([user_id])
        sealed = ring.seal_text(text, subject=user_id, table=TABLE, row=user_id, field=FIELD)
        return f"{user_id}:{b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises VaultError when the key is gone or anything was changed."""
        owner, _, sealed = encrypted_text.partition(":")
        user_id = UUID(owner)
        ring = open_keys([user_id])
        return ring.open_text(b64decode(sealed), subject=user_id, table=TABLE, row=user_id, field=FIELD)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the service in the browser's own window, beside its host."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Alongside"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """Suggest a name for a new passkey. Its owner may give it another."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"
