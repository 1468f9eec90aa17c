"""What is true of contacts: pure."""

from django.db.models import TextChoices


class RoleCode(TextChoices):
    OWNER = "OWNER", "Owner"
    GENERAL_MANAGER = "GENERAL_MANAGER", "General manager"
    OUTLET_MANAGER = "OUTLET_MANAGER", "Outlet manager"
    CHEF = "CHEF", "Chef"
    PURCHASING = "PURCHASING", "Purchasing"
    ACCOUNTS = "ACCOUNTS", "Accounts"
    INVENTORY = "INVENTORY", "Inventory"
    DELIVERY = "DELIVERY", "Delivery"
    OTHER = "OTHER", "Other"


class DecisionRole(TextChoices):
    DECIDES = "DECIDES", "Decides"
    INFLUENCES = "INFLUENCES", "Influences"
    USES = "USES", "Uses"
    BLOCKS = "BLOCKS", "Blocks"
    UNKNOWN = "UNKNOWN", "Unknown"


class Channel(TextChoices):
    PHONE = "PHONE", "Phone"
    EMAIL = "EMAIL", "E-mail"
    MESSAGE = "MESSAGE", "Message"
    VISIT = "VISIT", "Visit"
