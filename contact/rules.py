"""What is true of contacts: pure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoleCode(TextChoices):
    OWNER = "OWNER", pgettext_lazy("person", "Owner")
    GENERAL_MANAGER = "GENERAL_MANAGER", _("General manager")
    OUTLET_MANAGER = "OUTLET_MANAGER", _("Outlet manager")
    CHEF = "CHEF", _("Chef")
    PURCHASING = "PURCHASING", _("Purchasing")
    ACCOUNTS = "ACCOUNTS", pgettext_lazy("person", "Accounts")
    INVENTORY = "INVENTORY", _("Inventory")
    DELIVERY = "DELIVERY", _("Delivery")
    OTHER = "OTHER", _("Other")


class DecisionRole(TextChoices):
    DECIDES = "DECIDES", _("Decides")
    INFLUENCES = "INFLUENCES", _("Influences")
    USES = "USES", _("Uses")
    BLOCKS = "BLOCKS", _("Blocks")
    UNKNOWN = "UNKNOWN", _("Unknown")


class Channel(TextChoices):
    PHONE = "PHONE", _("Phone")
    EMAIL = "EMAIL", _("E-mail")
    MESSAGE = "MESSAGE", _("Message")
    VISIT = "VISIT", _("Visit")
