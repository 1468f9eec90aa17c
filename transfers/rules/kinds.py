"""What a list may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    LEADS = "leads", _("Restaurants")
    ORDERS = "orders", _("Orders")
