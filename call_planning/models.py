"""How often a lead is called, and how well that was kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from call_planning.querysets import CallPlanQuerySet, PlanStepQuerySet
from call_planning.rules.frequency import Frequency
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
        ]

    def __str__(self) -> str:
        return f"{self.frequency} plan of lead {self.lead_id}"


class StepKind(models.TextChoices):
    KEPT = "KEPT", _("Kept")
    LATE = "LATE", _("Late")
    OVER_SERVED = "OVER_SERVED", _("Called long before it was due")


class PlanStep(models.Model):
    """One due call that was made; append-only, read by coverage."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    tier = models.CharField(max_length=1, blank=True)
    due_at = models.DateTimeField()
    called_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["called_at"], name="steps_by_call"),
            models.Index(fields=["lead", "called_at"], name="plan_steps_of_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} call of lead {self.lead_id}"
