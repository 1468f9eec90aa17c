"""What took place with a restaurant, and what it ordered."""

from django.conf import settings
from django.db import models

from contact.models import Contact
from interaction_tracking.querysets import InteractionQuerySet, OrderQuerySet
from interaction_tracking.rules import Direction, InteractionType, OrderStatus, Outcome
from leads.models import Lead


class Interaction(models.Model):
    """One touch with a restaurant: a call, an e-mail, a visit, an order, a note."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="interactions", db_index=False)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="interactions", db_index=False
    )
    interaction_type = models.CharField(max_length=10, choices=InteractionType.choices)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    direction = models.CharField(
        max_length=10, choices=Direction.choices, default=Direction.OUTBOUND
    )
    details = models.TextField(blank=True)
    order_placed = models.BooleanField(default=False)
    date = models.DateTimeField()
    duration_seconds = models.PositiveIntegerField(null=True)
    follow_up_at = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        indexes = [
            # All that chooses and sorts a KAM's list, so that its page is found in the index alone.
            models.Index(
                fields=["lead", "date", "id", "deleted_at", "order_placed"],
                name="interactions_below_lead",
            ),
            models.Index(fields=["contact", "date"], name="interactions_of_contact"),
            models.Index(fields=["date", "id"], name="interactions_by_date"),
            models.Index(fields=["created_by", "date"], name="interactions_by_author"),
            models.Index(
                fields=["deleted_at"],
                name="interactions_in_trash",
                condition=models.Q(deleted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_type} of lead {self.lead_id}"


class Order(models.Model):
    """An order, as one interaction brought it."""

    interaction = models.OneToOneField(Interaction, models.CASCADE, related_name="order")
    lead = models.ForeignKey(Lead, models.CASCADE, related_name="orders", db_index=False)
    product_details = models.TextField(blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    total_price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    ordered_at = models.DateTimeField()
    external_id = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 - unique
    status = models.CharField(
        max_length=10, choices=OrderStatus.choices, default=OrderStatus.PLACED
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["lead", "ordered_at"], name="orders_of_lead")]

    def __str__(self) -> str:
        return f"order of lead {self.lead_id}"


class OrderLine(models.Model):
    """One product of an order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    sku = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=300, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit = models.CharField(max_length=30, blank=True)
    unit_price = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    def __str__(self) -> str:
        return self.name or self.sku
