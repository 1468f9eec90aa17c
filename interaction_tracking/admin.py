from django.contrib import admin

from interaction_tracking.models import Interaction, Order
from kernel.readonly import ReadOnlyAdmin


@admin.register(Interaction)
class InteractionAdmin(ReadOnlyAdmin[Interaction]):
    list_display = ("id", "lead", "interaction_type", "outcome", "date", "created_by")
    list_filter = ("interaction_type",)
    search_fields = ("lead__search_key__contains",)
    list_select_related = ("lead", "created_by")


@admin.register(Order)
class OrderAdmin(ReadOnlyAdmin[Order]):
    list_display = ("id", "lead", "total_price", "status", "ordered_at")
    search_fields = ("external_id__iexact", "lead__search_key__contains")
    list_select_related = ("lead",)
