"""What is asked for when a list comes in through the browser."""

from django import forms
from django.utils.translation import gettext_lazy as _

from users.models import User
from web.forms import Form

KINDS = [("leads", _("Restaurants")), ("orders", _("Orders"))]


class ImportForm(Form):
    kind = forms.ChoiceField(label=_("What is in the file?"), choices=KINDS)
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The first line names the columns. Plain or gzip."),
        widget=forms.ClearableFileInput({"accept": ".csv,.gz,text/csv"}),
    )
    split = forms.BooleanField(
        label=_("Read city, post code and country out of free addresses"), required=False
    )
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True).exclude(role="SYSTEM").order_by("username"),
        label=_("Restaurants belong to"),
        required=False,
        empty_label=_("Nobody yet"),
    )
