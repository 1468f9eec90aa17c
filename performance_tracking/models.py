from django.db import models
from django.db.models import Q

from leads.models import Lead
from performance_tracking.querysets.forecasts import CohortQuerySet, ForecastQuerySet
from performance_tracking.querysets.published import JudgedQuerySet, PublishedQuerySet
from performance_tracking.rules.outlook import USUAL_DRIFT


class AccountRhythm(models.Model):
    """How one account orders, kept up to date with each order: all that the order model reads.

    A day is a day in the account's own `zone`, and the orders of one day are one event. Nothing
    here counts orders that lie ahead; `recount_at` is when the first of those has come, or when
    the row is to be counted anew for another reason.
    """

    lead = models.OneToOneField(Lead, models.CASCADE, primary_key=True, related_name="rhythm")
    orders = models.PositiveIntegerField()
    gaps = models.PositiveIntegerField()
    usual_gap_days = models.FloatField(null=True, help_text="median of the last 20")
    first_order_at = models.DateTimeField()
    last_order_at = models.DateTimeField()
    falls_off_at = models.DateTimeField(null=True, db_index=True)
    zone = models.CharField(max_length=64, blank=True, default="")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    log_gaps = models.FloatField(default=0, help_text="sum of ln(gap in weeks)")
    recent = models.CharField(
        max_length=46, blank=True, default="", help_text="bits: ordered so many days before last"
    )
    priced = models.PositiveIntegerField(default=0, help_text="order days whose amount is known")
    order_value = models.FloatField(default=0, help_text="mean of those, extremes cut")
    revenue = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    average_order_value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    recount_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"rhythm of lead {self.lead_id}"


class Cohort(models.Model):
    """What was learnt of all accounts together on one day (UTC), and how far its use has come.

    The parameters are those of `forecasting`: (M)BG/CNBD-k in weeks, order values in money.
    """

    as_of = models.DateField(unique=True)
    fitted_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done_through = models.BigIntegerField(default=0, help_text="the last lead scored")
    scored = models.PositiveIntegerField(default=0)
    publishes = models.BooleanField(default=False, help_text="its forecasts are kept and judged")
    accounts = models.PositiveIntegerField()
    repeaters = models.PositiveIntegerField()
    is_default = models.BooleanField(help_text="too few accounts to learn from")
    k = models.PositiveSmallIntegerField()
    r = models.FloatField()
    alpha = models.FloatField()
    a = models.FloatField()
    b = models.FloatField()
    bias = models.FloatField()
    typical_gap = models.FloatField(help_text="days")
    value = models.JSONField(null=True, help_text="p, q, v")
    weekdays = models.JSONField(help_text="shares, Monday first")
    calibration = models.JSONField(null=True)
    linked = models.BooleanField(help_text="frequent accounts order bigger or smaller")
    outlook = models.JSONField(
        help_text="orders of the next 30 days, the 30 after ... over the 1st"
    )

    objects = CohortQuerySet.as_manager()

    def __str__(self) -> str:
        return f"cohort of {self.as_of}"

    @property
    def drift(self) -> float:
        """How far all accounts together stray in a month."""
        return float((self.calibration or {}).get("drift", USUAL_DRIFT))


class AccountForecast(models.Model):
    """What the order model says of one account; the request path reads only this row.

    Days are local days of the account. `expected_orders` and `expected_revenue` are for the next
    30 days, `value_at_risk` for 28, money in the currency of the orders. The three days of the
    next order are null where there are too few gaps for a date, or the account has probably gone.
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
    trend = models.CharField(max_length=4, default="flat", help_text="up, flat, down")
    health = models.PositiveSmallIntegerField(null=True, help_text="0 to 100")

    objects = ForecastQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["value_at_risk", "lead"],
                name="forecasts_at_stake",
                condition=Q(at_risk=True),
            ),
            models.Index(fields=["health", "lead"], name="forecasts_by_health"),
            models.Index(fields=["next_order_date", "lead"], name="forecasts_by_next_order"),
        ]

    def __str__(self) -> str:
        return f"forecast of lead {self.lead_id}"


class PublishedForecast(models.Model):
    """A forecast as it was said, never changed, and what happened in the 28 days after `as_of`.

    One row an account and day, once a week. What happened is null until `scored_at`.
    """

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="published", db_index=False)
    as_of = models.DateField()
    over_on = models.DateField(help_text="the last of the 28 days")
    grade = models.CharField(max_length=1)
    chance_7 = models.FloatField()
    chance_28 = models.FloatField()
    decile = models.PositiveSmallIntegerField(help_text="of chance_28, 0 to 9")
    expected_orders = models.FloatField(help_text="in 28 days")
    expected_revenue = models.FloatField(help_text="in 28 days")
    next_order_from = models.DateField(null=True)
    next_order_date = models.DateField(null=True)
    next_order_to = models.DateField(null=True)
    scored_at = models.DateTimeField(null=True)
    ordered_7 = models.PositiveSmallIntegerField(null=True, help_text="1 if it ordered, else 0")
    ordered_28 = models.PositiveSmallIntegerField(null=True, help_text="1 if it ordered, else 0")
    orders = models.PositiveIntegerField(null=True, help_text="days with an order")
    revenue = models.FloatField(null=True)
    days_off = models.PositiveIntegerField(null=True, help_text="between date said and order")
    in_window = models.PositiveSmallIntegerField(
        null=True,
        help_text="first order: 0 before it, 1 in it, 2 not by its end; null: cannot be said",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead", "as_of"], name="published_once_a_day")
        ]
        indexes = [
            models.Index(
                fields=["over_on", "id"],
                name="published_to_score",
                condition=Q(scored_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"forecast of lead {self.lead_id} published {self.as_of}"


class JudgedMonth(models.Model):
    """What was said and happened in one month, of all accounts together, as of the last refresh.

    Sums as `PublishedQuerySet` makes them: by tenth of the chance said, and by error of the date.
    """

    month = models.DateField(unique=True)
    by_decile = models.JSONField()
    by_error = models.JSONField()

    objects = JudgedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"track record of {self.month:%Y-%m}"


class HealthSnapshot(models.Model):
    """An account's health on a day, and the measures it came from (0 to 100, null: unknown).

    A day without a row had the health of the row before it.
    """

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="health_snapshots", db_index=False)
    day = models.DateField()
    health = models.PositiveSmallIntegerField()
    rhythm = models.PositiveSmallIntegerField(null=True)
    trend = models.PositiveSmallIntegerField(null=True)
    coverage = models.PositiveSmallIntegerField(null=True)
    contacts = models.PositiveSmallIntegerField(null=True)
    potential = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "day"], name="health_once_a_day")]

    def __str__(self) -> str:
        return f"health of lead {self.lead_id} on {self.day}"
