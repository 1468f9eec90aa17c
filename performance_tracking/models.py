from django.db import models

from leads.models import Lead


class AccountRhythm(models.Model):
    """How one account orders, kept up to date with each order."""

    lead = models.OneToOneField(Lead, models.CASCADE, primary_key=True, related_name="rhythm")
    orders = models.PositiveIntegerField()
    gaps = models.PositiveIntegerField()
    usual_gap_days = models.FloatField(null=True)
    first_order_at = models.DateTimeField()
    last_order_at = models.DateTimeField()
    falls_off_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"rhythm of lead {self.lead_id}"
