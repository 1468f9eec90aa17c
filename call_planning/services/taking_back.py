"""Putting a plan back as it was before the last change, if nothing happened to it since."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict

from django.db import transaction

from call_planning.models import CallPlan, PlanStep
from call_planning.services.moving import KEPT_AS_IS, save_plan
from call_planning.services.plans import held
from events.services import record
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import delete_interaction
from kernel.errors import Conflict
from users.models import User

State = dict[str, Any]
FOLLOWS = frozenset({"due_at", "updated_at"})


class Stood(TypedDict):
    """What a plan held before a change, and its version after it."""

    state: State
    version: int


def state_of(plan: CallPlan) -> State:
    """Return the plan's columns as JSON can keep them."""
    names = [f.name for f in plan._meta.concrete_fields if f.name not in KEPT_AS_IS | FOLLOWS]
    state = {name: getattr(plan, name) for name in names}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in state.items()}


@transaction.atomic
def put_plan_back(plan: CallPlan, *, by: User, state: State, version: int) -> CallPlan:
    """Give the plan its earlier state; refused (Conflict) unless it is still at `version`."""
    plan = held(plan, by=by)
    check_untouched(plan, version)
    return write_state(plan, by=by, state=state)


@transaction.atomic
def take_back_call(
    interaction: Interaction, *, by: User, state: State | None = None, version: int | None = None
) -> None:
    """Delete a call that was just logged, and put its plan back as it was before it."""
    plan = CallPlan.objects.filter(lead=interaction.lead_id).select_related("lead").first()
    if plan is not None and state is not None and version is not None:
        check_untouched(held(plan, by=by), version)
    delete_interaction(interaction, by=by)
    if plan is not None and state is not None:
        PlanStep.objects.filter(lead=interaction.lead_id, called_at=interaction.date).delete()
        write_state(held(plan, by=by), by=by, state=state)


def stood(before: CallPlan | None) -> Stood | None:
    """Return how the plan read `before` a change stood, if that change moved it."""
    after = before and CallPlan.objects.filter(pk=before.pk).first()
    if before is None or after is None or after.version == before.version:
        return None
    return {"state": state_of(before), "version": after.version}


@transaction.atomic
def with_plan_back(
    lead_id: int, change: Callable[[], Any], *, by: User, plan: Stood | None
) -> None:
    """Make the change, which brings a logged call back to what it was, and its plan with it.

    The calls on record do not tell of a day that was pinned, or of a call that was put off: what
    the plan held does. A plan that was changed since is only counted anew.
    """
    found = CallPlan.objects.filter(lead=lead_id).select_related("lead").first()
    change()
    if found is None or plan is None or found.version != plan["version"]:
        return
    now = held(found, by=by)
    if state_of(now) != plan["state"]:
        write_state(now, by=by, state=plan["state"])


def check_untouched(plan: CallPlan, version: int) -> None:
    if plan.version != version:
        raise Conflict("The call plan was changed since; this cannot be undone any more.")


def write_state(plan: CallPlan, *, by: User, state: State) -> CallPlan:
    before = state_of(plan)
    columns = {field.name: field for field in plan._meta.concrete_fields}
    for name, value in state.items():
        setattr(plan, name, columns[name].to_python(value))
    save_plan(plan, keep_day=True)
    after = {name: value for name, value in state.items() if before[name] != value}
    kept = {name: before[name] for name in after}
    record("call_plan.put_back", plan, by=by, lead_id=plan.lead_id, before=kept, after=after)
    return plan
