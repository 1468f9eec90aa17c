"""The tone of each stage of the pipeline, wherever a stage is shown."""

from leads.rules.status import LeadStatus

STAGE_TONES: dict[str, str] = {
    LeadStatus.NEW: "slate",
    LeadStatus.CONTACTED: "info",
    LeadStatus.MEETING_SCHEDULED: "accent",
    LeadStatus.NEGOTIATING: "warn",
    LeadStatus.CONVERTED: "ok",
    LeadStatus.LOST: "slate",
}
