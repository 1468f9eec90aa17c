from django.db import models
from django.db.models import Q

from contact.querysets import ContactQuerySet
from contact.rules import Channel, DecisionRole, RoleCode
from leads.models import Lead


class Contact(models.Model):
    """A person at a restaurant whom we talk to."""

    restaurant = models.ForeignKey(Lead, models.CASCADE, related_name="contacts", db_index=False)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True)
    role_code = models.CharField(max_length=20, choices=RoleCode.choices, default=RoleCode.OTHER)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=500, blank=True)
    is_primary = models.BooleanField(default=False)
    decision_role = models.CharField(
        max_length=12, choices=DecisionRole.choices, default=DecisionRole.UNKNOWN
    )
    preferred_channel = models.CharField(
        max_length=10, choices=Channel.choices, default=Channel.PHONE
    )
    language = models.CharField(max_length=35, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    do_not_call = models.BooleanField(default=False)
    left_on = models.DateField(null=True)
    search_key = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["restaurant", "id"], name="contacts_of_restaurant"),
            models.Index(fields=["name", "id"], name="contacts_by_name"),
            models.Index(fields=["created_at", "id"], name="contacts_by_creation"),
            models.Index(
                fields=["deleted_at"],
                name="contacts_in_trash",
                condition=Q(deleted_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["restaurant"],
                condition=Q(is_primary=True, deleted_at=None),
                name="one_primary_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.name
