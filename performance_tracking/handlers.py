"""What performance does when orders come, change and go."""

from events.models import Event
from events.services import listen
from interaction_tracking.models import Interaction
from leads.models import Lead
from performance_tracking.models import AccountRhythm


def brought_in_line(lead_id: int) -> None:
    # Only here: numpy and scipy would weigh 45 MB on every worker from its start.
    from performance_tracking.services.rhythms import refresh_rhythms

    refresh_rhythms([lead_id])


def on_interaction(event: Event, interaction: Interaction) -> None:
    """An order, or what was one, changes statistics and forecast in the same transaction."""
    known = AccountRhythm.objects.filter(lead=interaction.lead_id)
    if interaction.order_placed or (event.name != "interaction.logged" and known.exists()):
        brought_in_line(interaction.lead_id)


def on_restored_lead(event: Event, lead: Lead) -> None:
    """In the trash an account is not forecast; back from there it is some days behind."""
    if AccountRhythm.objects.filter(lead=lead.pk).exists():
        brought_in_line(lead.pk)


def on_changed_lead(event: Event, lead: Lead) -> None:
    """In another zone an order may fall on another day."""
    if AccountRhythm.objects.filter(lead=lead.pk).exclude(zone=lead.timezone).exists():
        brought_in_line(lead.pk)


def start_listening() -> None:
    for name in ("logged", "updated", "deleted", "restored"):
        listen(f"interaction.{name}", on_interaction)
    listen("lead.restored", on_restored_lead)
    listen("lead.updated", on_changed_lead)
