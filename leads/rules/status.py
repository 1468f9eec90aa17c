"""The pipeline: its stages, what each means, and what a move along it is."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeadStatus(TextChoices):
    NEW = "NEW", _("New")
    CONTACTED = "CONTACTED", _("Contacted")
    MEETING_SCHEDULED = "MEETING_SCHEDULED", _("Meeting scheduled")
    NEGOTIATING = "NEGOTIATING", _("Negotiating")
    CONVERTED = "CONVERTED", _("Converted")
    LOST = "LOST", _("Lost")


class StageType(TextChoices):
    OPEN = "open", "Open"
    WON = "won", "Won"
    LOST = "lost", "Lost"


class LostReason(TextChoices):
    UNSPECIFIED = "UNSPECIFIED", _("Not said")
    PRICE = "PRICE", _("Price")
    COMPETITOR = "COMPETITOR", _("Went to a competitor")
    NO_NEED = "NO_NEED", _("No need")
    NO_ANSWER = "NO_ANSWER", _("Never reached")
    CLOSED = "CLOSED", _("Restaurant closed")
    OTHER = "OTHER", _("Other")


class Via(TextChoices):
    API = "api", "API"
    WEB = "web", "Pages"
    IMPORT = "import", "Import"
    BULK = "bulk", "Bulk action"
    RULE = "rule", "Rule"


@dataclass(frozen=True)
class Stage:
    """What a status means: its type, the chance to win from here, days until it rots."""

    type: StageType
    win_probability: Decimal
    rots_after_days: int | None


STAGES: dict[str, Stage] = {
    LeadStatus.NEW: Stage(StageType.OPEN, Decimal("0.10"), 7),
    LeadStatus.CONTACTED: Stage(StageType.OPEN, Decimal("0.20"), 14),
    LeadStatus.MEETING_SCHEDULED: Stage(StageType.OPEN, Decimal("0.40"), 14),
    LeadStatus.NEGOTIATING: Stage(StageType.OPEN, Decimal("0.60"), 21),
    LeadStatus.CONVERTED: Stage(StageType.WON, Decimal(1), None),
    LeadStatus.LOST: Stage(StageType.LOST, Decimal(0), None),
}
PIPELINE = list(STAGES)


def statuses_of(*types: StageType) -> list[str]:
    """Return the statuses of these types, in pipeline order."""
    return [status for status, stage in STAGES.items() if stage.type in types]


def is_skip(old: str, new: str) -> bool:
    """A move skips when it jumps over a stage of the pipeline on the way forward."""
    if STAGES[new].type == StageType.LOST or STAGES[old].type == StageType.LOST:
        return False
    return PIPELINE.index(new) - PIPELINE.index(old) > 1


def is_reopening(old: str, new: str) -> bool:
    """A move reopens when a lead that was won or lost is worked on again, or a lost one won."""
    if STAGES[old].type == StageType.LOST:
        return STAGES[new].type != StageType.LOST
    return STAGES[old].type == StageType.WON and STAGES[new].type == StageType.OPEN
