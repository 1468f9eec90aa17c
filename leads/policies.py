"""Who may do what to a lead they can already see."""

from leads.models import Lead
from users.models import User
from users.policies import leads_people


def can_change_lead(user: User, lead: Lead) -> bool:
    return leads_people(user) or lead.assigned_to_id == user.pk


def can_assign_leads(user: User) -> bool:
    return leads_people(user)
