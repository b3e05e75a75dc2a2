"""The person's door: the PIN, the cards and links it belongs to, and what they open for half an hour."""

from datetime import datetime
from typing import Self

from django.db import models

from alongside.domain.put_back import CLOCKS_APART
from alongside.records.columns import key, one_of, sealed, sealed_columns

CAPABILITIES = ["device", "pin", "own"]
DOORS = ["card", "link", "passkey"]
REASONS_CLOSED = ["", "used", "tries", "staff", "person", "copy"]
MOST_TRIES = 5


class Pin(models.Model):
    """The one PIN of a person, chosen by them. Argon2 over a keyed hash: the database alone is not enough to guess it."""

    id = key()
    person = models.OneToOneField("Person", on_delete=models.CASCADE, related_name="pin")
    pin_hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_with = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")


class Door(models.Model):
    """A printed card, or a link for one message. It opens nothing without the PIN, and only hashes of it are kept.

    tries counts wrong PINs in a row, before each is looked at. The fifth closes this card or link and no other.
    A passkey is a door of its own: the person added it on their own side, so no staff set it up, and their device asks
    who they are instead of the PIN. token_hash is that of its id, and public_key is no secret.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="doors")
    kind = models.CharField(max_length=7, choices=[(kind, kind) for kind in DOORS])
    token_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    public_key = models.BinaryField(null=True, blank=True)
    sign_count = models.PositiveBigIntegerField(default=0)
    set_up_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(
        max_length=6, default="", blank=True, choices=[(reason, reason) for reason in REASONS_CLOSED]
    )

    class Meta:
        constraints = [
            one_of("door", "kind", DOORS),
            one_of("door", "closed_because", REASONS_CLOSED),
            models.CheckConstraint(name="door_has_five_tries", condition=models.Q(tries__lte=MOST_TRIES)),
            models.CheckConstraint(
                name="door_set_up_by_staff_or_a_passkey",
                condition=models.Q(kind="passkey", set_up_by__isnull=True, public_key__isnull=False)
                | (~models.Q(kind="passkey") & models.Q(set_up_by__isnull=False, public_key__isnull=True)),
            ),
            models.CheckConstraint(
                name="door_closed_for_a_reason",
                condition=models.Q(closed_at__isnull=True, closed_because="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="door_link_expires_and_card_has_a_code",
                condition=models.Q(kind="link", expires_at__isnull=False, code_hash__isnull=True)
                | models.Q(kind="card", expires_at__isnull=True, code_hash__isnull=False)
                | models.Q(kind="passkey", expires_at__isnull=True, code_hash__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["person", "-set_up_at"])]


class PasskeyChallenge(models.Model):
    """A question put to a device. It is answered once: whoever takes the row away has used it up."""

    challenge_hash = models.BinaryField(max_length=32, primary_key=True)
    expires_at = models.DateTimeField()


class Capabilities(models.QuerySet["Capability"]):
    """Those that still open something."""

    def open_at(self, at: datetime) -> Self:
        """Leave out what was left, has run out, or began before the clock was put back."""
        return self.filter(ended_at__isnull=True, started_at__lte=at + CLOCKS_APART, expires_at__gt=at)


class Capability(models.Model):
    """A right to a few pages for one person for at most 30 minutes. Only the hash of its secret is kept.

    kind: *device* is the check-in on a device that was handed over, *pin* the choice of a PIN on one, *own* what the
    person opened with a card or a link and their PIN. Staff started the first two, nobody but the person the third.
    """

    id = key()
    person = models.ForeignKey("Person", on_delete=models.CASCADE, related_name="capabilities")
    kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in CAPABILITIES])
    session = models.ForeignKey("Session", null=True, blank=True, on_delete=models.CASCADE, related_name="capabilities")
    episode = models.ForeignKey("Episode", null=True, blank=True, on_delete=models.CASCADE, related_name="capabilities")
    door = models.ForeignKey(Door, null=True, blank=True, on_delete=models.CASCADE, related_name="capabilities")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    started_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sealed_progress = sealed()

    objects = Capabilities.as_manager()

    class Meta:
        constraints = [
            *sealed_columns("capability", "sealed_progress"),
            one_of("capability", "kind", CAPABILITIES),
            models.CheckConstraint(
                name="capability_started_by_staff_or_a_door",
                condition=models.Q(kind="own", door__isnull=False, started_by__isnull=True)
                | (models.Q(door__isnull=True, started_by__isnull=False) & ~models.Q(kind="own")),
            ),
        ]
