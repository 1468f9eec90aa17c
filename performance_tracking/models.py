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


class AccountForecast(models.Model):
    """What the order model says of one account; the request path reads only this row.

    Days are local days of the account. `expected_orders` and `expected_revenue` are for the next
    30 days, `value_at_risk` for 28, money in the currency of the orders. The three days of the
    next order are null where there are too few gaps for a date.
    """

    lead = models.OneToOneField(Lead, models.CASCADE, primary_key=True, related_name="forecast")
    as_of = models.DateField()
    computed_at = models.DateTimeField()
    orders = models.PositiveIntegerField()
    gap_days = models.FloatField(help_text="usual gap, shrunk to the cohort's")
    weekday = models.PositiveSmallIntegerField(null=True, help_text="favourite, Monday is 0")
    probability_active = models.FloatField(help_text="never a chance of an order")
    chance_7 = models.FloatField(help_text="of an order within 7 days")
    chance_28 = models.FloatField(help_text="of an order within 28 days")
    expected_orders = models.FloatField()
    expected_revenue = models.FloatField()
    order_value = models.FloatField(help_text="of the next order")
    value_at_risk = models.FloatField()
    at_risk = models.BooleanField(default=False)
    next_order_from = models.DateField(null=True)
    next_order_date = models.DateField(null=True)
    next_order_to = models.DateField(null=True)
    grade = models.CharField(max_length=1, help_text="of the evidence: A to D")

    def __str__(self) -> str:
        return f"forecast of lead {self.lead_id}"
