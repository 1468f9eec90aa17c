"""What is asked for when leads change hands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leads.models import Tier
from leads.rules.status import LeadStatus
from users.models import User
from web.forms import Form, PersonField


class HandOverForm(Form):
    """Which of a person's leads go to whom, with a word about it."""

    to = PersonField(label=_("To whom?"))
    status = forms.ChoiceField(
        label=_("Only this stage"),
        required=False,
        choices=[("", _("All stages")), *LeadStatus.choices],
    )
    tier = forms.ChoiceField(
        label=_("Only this tier"), required=False, choices=[("", _("All tiers")), *Tier.choices]
    )
    city = forms.CharField(label=_("Only this city"), required=False, max_length=120)
    note = forms.CharField(
        label=_("Handover note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Written down on each of them."),
    )

    def __init__(self, by: User, giver: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(by).filter(is_active=True).exclude(pk=giver.pk)
        self.fields["to"].queryset = people.order_by("username")  # type: ignore[attr-defined]
