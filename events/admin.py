from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from events.models import Event
from kernel.readonly import ReadOnlyAdmin
from kernel.text import is_id


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    list_display = ("id", "name", "subject", "subject_id", "lead_id", "by", "at")
    search_fields = ("name",)
    list_select_related = ("by",)
    search_help_text = "The number of a lead, or the beginning of what happened: lead.created"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """A number is a lead, whose events an index finds; words are names."""
        if is_id(search_term):
            return queryset.filter(lead_id=int(search_term)), False
        return queryset.filter(name__startswith=search_term), False
