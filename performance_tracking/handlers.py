"""What performance does when orders come, change and go."""

from events.models import Event
from events.services import listen
from interaction_tracking.models import Interaction
from performance_tracking.models import AccountRhythm
from performance_tracking.services import refresh_rhythms


def on_interaction(event: Event, interaction: Interaction) -> None:
    """An order, or what was one, changes the account's rhythm in the same transaction."""
    known = AccountRhythm.objects.filter(lead=interaction.lead_id)
    if interaction.order_placed or (event.name != "interaction.logged" and known.exists()):
        refresh_rhythms([interaction.lead_id])


def start_listening() -> None:
    for name in ("logged", "updated", "deleted", "restored"):
        listen(f"interaction.{name}", on_interaction)
