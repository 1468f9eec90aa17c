from django.contrib import admin

from events.models import Event
from kernel.readonly import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    list_display = ("id", "name", "subject", "subject_id", "lead_id", "by", "at")
    search_fields = ("name",)
    list_select_related = ("by",)
