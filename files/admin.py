from django.contrib import admin

from files.models import LeadFile
from kernel.readonly import ReadOnlyAdmin


@admin.register(LeadFile)
class LeadFileAdmin(ReadOnlyAdmin[LeadFile]):
    list_display = ("id", "name", "lead", "size", "media_type", "uploaded_by", "uploaded_at")
    search_fields = ("lead__search_key__contains", "sha256__exact")
    list_select_related = ("lead", "uploaded_by")
