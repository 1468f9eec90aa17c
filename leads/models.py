"""What we keep of a restaurant, and of its way through the pipeline."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from leads.querysets import LeadQuerySet
from leads.rules.status import LeadStatus, LostReason, Via


class Tier(models.TextChoices):
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"


class Lead(models.Model):
    """A restaurant we want as an account. The API calls it a restaurant."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=120, blank=True)
    pincode = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    contact_person = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, blank=True)
    name_key = models.CharField(max_length=250, blank=True)
    search_key = models.TextField(blank=True)
    lead_status = models.CharField(
        max_length=20, choices=LeadStatus.choices, default=LeadStatus.NEW
    )
    potential_revenue = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    notes = models.TextField(blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="leads", db_index=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    cuisine_type = models.CharField(max_length=120, blank=True)
    restaurant_type = models.CharField(max_length=120, blank=True)
    external_id = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 - unique
    source = models.CharField(max_length=100, blank=True)
    tier = models.CharField(max_length=1, choices=Tier.choices, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    website = models.CharField(max_length=500, blank=True)
    seats = models.PositiveIntegerField(null=True)
    service_hours = models.JSONField(default=dict)
    delivery_days = models.JSONField(default=list)
    order_cutoff = models.TimeField(null=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="outlets")
    lost_reason = models.CharField(max_length=20, choices=LostReason.choices, blank=True)
    lost_note = models.CharField(max_length=1000, blank=True)
    win_back_on = models.DateField(null=True)
    status_changed_at = models.DateTimeField()
    converted_at = models.DateTimeField(null=True)
    last_contacted_at = models.DateTimeField(null=True)
    last_activity_at = models.DateTimeField(null=True)
    rots_at = models.DateTimeField(null=True)
    last_order_at = models.DateTimeField(null=True)
    next_call_date = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = LeadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["assigned_to", "lead_status", "id"], name="leads_of_owner"),
            models.Index(
                fields=["assigned_to", "id"],
                name="leads_of_owner_by_id",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=["assigned_to", "lead_status", "potential_revenue", "id"],
                name="leads_of_owner_by_worth",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=["lead_status", "potential_revenue", "id"],
                name="leads_by_worth",
                condition=Q(deleted_at=None),
            ),
            models.Index(fields=["name", "id"], name="leads_by_name"),
            models.Index(fields=["created_at", "id"], name="leads_by_creation"),
            models.Index(fields=["updated_at", "id"], name="leads_by_change"),
            models.Index(fields=["potential_revenue", "id"], name="leads_by_potential"),
            models.Index(fields=["next_call_date", "id"], name="leads_by_next_call"),
            models.Index(fields=["last_order_at", "id"], name="leads_by_last_order"),
            models.Index(fields=["last_contacted_at", "id"], name="leads_by_contact"),
            models.Index(fields=["lead_status", "id"], name="leads_by_status"),
            models.Index(fields=["name_key", "pincode"], name="leads_alike_by_name"),
            models.Index(
                fields=["phone_e164"], name="leads_alike_by_phone", condition=~Q(phone_e164="")
            ),
            models.Index(
                fields=["email_key"], name="leads_alike_by_email", condition=~Q(email_key="")
            ),
            models.Index(
                fields=["deleted_at"], name="leads_in_trash", condition=Q(deleted_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LeadStatusChange(models.Model):
    """One step along the pipeline; append-only."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="status_changes", db_index=False)
    old = models.CharField(max_length=20, choices=LeadStatus.choices)
    new = models.CharField(max_length=20, choices=LeadStatus.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    duration_seconds = models.BigIntegerField()
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    via = models.CharField(max_length=10, choices=Via.choices)
    skipped = models.BooleanField(default=False)
    reopened = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["lead", "id"], name="steps_of_a_lead")]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.old} -> {self.new}"
