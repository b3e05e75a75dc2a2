"""Teams and the people who work in them."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.records.columns import key


class Team(models.Model):
    """A team of a service."""

    id = key()
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds users by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. Roles are words; what they open is decided in access."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    supervisor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supervises")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)
    # Set while the password is one that an administrator handed out: it opens nothing but its own change, until then.
    one_time_password_until = models.DateTimeField(null=True, blank=True)
    import_batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Who gave the role of an administrator, and who gave the password that has not been changed since, or took the second step
    # away that has not been set up again: no two of these are for one person alone.
    administrator_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    password_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_step_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name that colleagues see."""
        return self.name

    def get_short_name(self) -> str:
        """Return the first name, which is what the person's side says."""
        return self.name.split(" ")[0]

    @property
    def is_staff(self) -> bool:
        """Django's admin is not mounted, so nobody is staff in its sense."""
        return False


class FormerAccount(models.Model):
    """What an account was until a moment, kept when it is changed, so that it can be said later what it opened then."""

    id = key()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    roles = models.JSONField(default=list)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    supervisor = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_active = models.BooleanField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "until"], name="one_former_account_at_a_time")]
