from django.contrib import admin

from call_planning.models import CallPlan, Learnt
from kernel.readonly import ReadOnlyAdmin


@admin.register(CallPlan)
class CallPlanAdmin(ReadOnlyAdmin[CallPlan]):
    list_display = ("id", "lead", "frequency", "last_called", "next_call_date", "due_at")
    search_fields = ("lead__search_key__contains",)
    list_select_related = ("lead",)


@admin.register(Learnt)
class LearntAdmin(ReadOnlyAdmin[Learnt]):
    list_display = ("kind", "owner", "key", "value", "count", "at")
    list_filter = ("kind",)
    list_select_related = ("owner",)
