"""What support staff may look at: leads and their steps; writes go through the services."""

from django.contrib import admin

from kernel.readonly import ReadOnlyAdmin
from leads.models import Lead, LeadStatusChange


@admin.register(Lead)
class LeadAdmin(ReadOnlyAdmin[Lead]):
    list_display = ("id", "name", "city", "lead_status", "assigned_to", "next_call_date")
    list_filter = ("lead_status", "tier")
    search_fields = ("search_key__contains",)
    list_select_related = ("assigned_to",)


@admin.register(LeadStatusChange)
class LeadStatusChangeAdmin(ReadOnlyAdmin[LeadStatusChange]):
    list_display = ("id", "lead", "old", "new", "by", "at")
    list_select_related = ("lead", "by")
