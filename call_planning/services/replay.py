"""A plan as the calls on record say, after one of them changed, went or came back."""

from datetime import datetime

from django.forms.models import model_to_dict

from call_planning.models import CallPlan
from call_planning.rules.frequency import first_due
from call_planning.services.moving import attempt, end_snooze, move, save_plan
from call_planning.services.owners import owner_zone
from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome


def recompute(plan: CallPlan) -> None:
    """Set the plan as if the calls on record were all there ever were."""
    before = model_to_dict(plan)
    calls = calls_of(plan)
    contacts = [call for call in calls if call.outcome == Outcome.CONNECTED]
    last = contacts[-1].date if contacts else None
    if last != plan.last_called:
        if last is not None and (plan.last_called is None or last > plan.last_called):
            end_snooze(plan)
        replay(plan, [call.date for call in contacts])
    since = [call for call in calls if last is None or call.date > last]
    replay_attempts(plan, contacts[-1:], since)
    if model_to_dict(plan) != before:
        save_plan(plan)


def calls_of(plan: CallPlan) -> list[Interaction]:
    """Return the calls logged since there is a plan, oldest first; those before never moved it."""
    calls = Interaction.objects.filter(
        lead=plan.lead_id,
        interaction_type=InteractionType.CALL,
        deleted_at=None,
        created_at__gte=plan.created_at,
    )
    return list(calls.order_by("date", "pk"))


def replay(plan: CallPlan, contacts: list[datetime]) -> None:
    plan.last_called, plan.anchor_day = None, None
    plan.next_call_date = plan.first_due_at or first_due(
        plan.created_at,
        frequency=plan.frequency,
        interval_days=plan.interval_days,
        zone=owner_zone(plan),
    )
    for called_at in contacts:
        move(plan, called_at=called_at)


def replay_attempts(
    plan: CallPlan, contact: list[Interaction], attempts: list[Interaction]
) -> None:
    """Count the attempts since the last contact; a snooze outlives what was promised before it."""
    plan.attempts, plan.last_attempt_at, plan.retry_at, plan.promised_at = 0, None, None, None
    for call in contact:
        plan.promised_at = call.follow_up_at
    if contact and outlived(plan, contact[0]):
        plan.promised_at = None
    for call in attempts:
        promised = plan.promised_at
        attempt(plan, call)
        if outlived(plan, call):
            plan.promised_at = promised


def outlived(plan: CallPlan, call: Interaction) -> bool:
    return plan.snoozed_at is not None and call.created_at <= plan.snoozed_at
