"""How often a lead is called, and how well that was kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from call_planning.querysets import CallPlanQuerySet, PlanStepQuerySet
from call_planning.rules.frequency import Frequency
from call_planning.rules.worth import Segment
from leads.models import Lead


class CallPlan(models.Model):
    """The rhythm in which one lead is called, and where it stands."""

    lead = models.OneToOneField(Lead, models.CASCADE, related_name="call_plan")
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    interval_days = models.PositiveSmallIntegerField(null=True, help_text="days, for CUSTOM")
    anchor_day = models.PositiveSmallIntegerField(null=True, help_text="day of the month")
    last_called = models.DateTimeField(null=True)
    next_call_date = models.DateTimeField()
    first_due_at = models.DateTimeField(null=True, help_text="next call while there was none")
    notes = models.TextField(blank=True)
    snoozed_until = models.DateTimeField(null=True)
    snoozed_at = models.DateTimeField(null=True)
    snooze_reason = models.CharField(max_length=500, blank=True)
    paused_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True, help_text="a call-back somebody waits for")
    attempts = models.PositiveIntegerField(default=0, help_text="since the last contact")
    last_attempt_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, help_text="follows from the rest; null when paused")
    planned_on = models.DateField(null=True, help_text="the levelled day, once accepted")
    pinned = models.BooleanField(default=False, db_default=False, help_text="levelling leaves it")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = CallPlanQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="plans_by_due"),
            models.Index(fields=["next_call_date", "id"], name="plans_by_next_call"),
            models.Index(
                fields=["planned_on"], name="plans_by_day", condition=Q(planned_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frequency} plan of lead {self.lead_id}"


class StepKind(models.TextChoices):
    KEPT = "KEPT", _("Kept")
    LATE = "LATE", _("Late")
    OVER_SERVED = "OVER_SERVED", _("Called long before it was due")


class PlanStep(models.Model):
    """One due call that was made; read by coverage and by what calls are found to do.

    Append-only; one whose call was deleted counts for nothing until the call is restored.

    `segment` and `chance_7` are as the account's forecast stood before the call.
    """

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    tier = models.CharField(max_length=1, blank=True)
    due_at = models.DateTimeField()
    called_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    segment = models.CharField(
        max_length=10, choices=Segment.choices, blank=True, default="", db_default=""
    )
    chance_7 = models.FloatField(null=True, help_text="of an order within 7 days, as foretold")
    shuffled = models.BooleanField(
        default=False, db_default=False, help_text="its place that day was drawn by lot"
    )
    taken_back = models.BooleanField(
        default=False, db_default=False, help_text="its call was deleted"
    )

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["called_at"], name="steps_by_call"),
            models.Index(fields=["lead", "called_at"], name="plan_steps_of_lead"),
            models.Index(fields=["owner", "called_at"], name="plan_steps_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} call of lead {self.lead_id}"


class LearntKind(models.TextChoices):
    UPLIFT = "UPLIFT", _("What a call adds to the chance of an order")
    WIN = "WIN", _("The chance to win a lead")


class Learnt(models.Model):
    """One number that the calls and status steps on record have taught; written anew each night.

    UPLIFT: `key` is a segment, `count` its calls, `surplus` the orders beyond those foretold.
    WIN: `key` is a status, `count` the steps of leads from there; no owner is the whole house.
    """

    kind = models.CharField(max_length=10, choices=LearntKind.choices)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=20)
    value = models.FloatField()
    count = models.PositiveIntegerField()
    surplus = models.FloatField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.value:.4f}"
