from django.contrib import admin

from contact.models import Contact
from kernel.readonly import ReadOnlyAdmin


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin[Contact]):
    list_display = ("id", "name", "role", "restaurant", "phone", "is_primary")
    search_fields = ("search_key__contains",)
    list_select_related = ("restaurant",)
