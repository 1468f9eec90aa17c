"""People, their teams, and how they came in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from users.querysets import TeamQuerySet, UserManager
from users.rules import Language, Role, default_week


class Team(models.Model):
    """A group of key account managers with their managers."""

    name = models.CharField(max_length=100, unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody who works here: a KAM, a manager, an admin; or the system itself."""

    role = models.CharField(max_length=10, choices=Role.choices, default=Role.KAM)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="members")
    timezone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=5, choices=Language.choices, default=Language.EN)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166, for public holidays")
    working_week = models.JSONField(default=default_week, blank=True)
    leave = models.JSONField(default=list, blank=True)
    call_capacity = models.PositiveSmallIntegerField(default=25, help_text="calls per day")
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[UserManager] = UserManager()


class TokenFamily(models.Model):
    """One log-in: the chain of refresh tokens that grew from it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="token_families")
    started_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"log-in {self.pk} of user {self.user_id}"


class RefreshToken(models.Model):
    """A refresh token that was issued; used once, then replaced."""

    family = models.ForeignKey(TokenFamily, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"refresh token {self.pk}"


class FailedLogins(models.Model):
    """Wrong passwords within one window, per key (user and address, user, address)."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    window_ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.count} failed"


class GivenAnswer(models.Model):
    """The answer a POST with an Idempotency-Key got, kept so that a repeat gets the same."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(default=b"")
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key"),
        ]

    def __str__(self) -> str:
        return f"answer {self.status}"
