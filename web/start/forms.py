"""What is asked for when a list comes in through the browser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from transfers.rules.kinds import Kind
from users.models import User
from users.policies import leads_people
from web.forms import Form, PersonField

MOST_MEGABYTES = 20


class ImportForm(Form):
    kind = forms.ChoiceField(label=_("What is in the file?"), choices=Kind.choices)
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The first line names the columns. Plain or gzip."),
        widget=forms.ClearableFileInput({"accept": ".csv,.gz,text/csv"}),
    )
    split = forms.BooleanField(
        label=_("Read city, post code and country out of free addresses"), required=False
    )
    owner = PersonField(
        label=_("Restaurants belong to"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leads_people(user):
            owners = User.objects.visible_to(user).filter(is_active=True).order_by("username")
            self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]  # a KAM's own creations are theirs

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1024**2:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB."), params={"most": MOST_MEGABYTES}
            )
        return file
