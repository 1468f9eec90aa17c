"""What call plans do when calls are logged, changed or taken back."""

from datetime import datetime
from typing import Any

from call_planning.services.moving import apply_call, locked_plan
from call_planning.services.replay import recompute
from call_planning.services.steps import settle_steps
from events.models import Event
from events.services import listen
from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType


def on_interaction_logged(event: Event, interaction: Any) -> None:
    """A call moves the plan, in the transaction that logged it."""
    if interaction.interaction_type == InteractionType.CALL:
        plan = locked_plan(interaction.lead_id)
        if plan is not None:
            apply_call(plan, interaction)


def on_interaction_changed(event: Event, interaction: Interaction) -> None:
    """The calls on record are others than before, and so are the due calls that were kept."""
    plan = locked_plan(interaction.lead_id)
    before = event.data.get("before", {})
    kinds = {interaction.interaction_type, before.get("interaction_type")}
    if InteractionType.CALL in kinds:
        was = before.get("date")
        settle_steps(plan, interaction, was=was and datetime.fromisoformat(was))
    if plan is not None:
        recompute(plan)


def start_listening() -> None:
    listen("interaction.logged", on_interaction_logged)
    for name in ("updated", "deleted", "restored"):
        listen(f"interaction.{name}", on_interaction_changed)
