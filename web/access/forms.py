"""What is asked for at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from web.forms import Form

PASSWORD_HELP = _("At least eight characters, not a common one.")
NAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class LogInForm(Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput({**NAME, "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def ask_again(self) -> None:
        """The name is there already: the password is what is typed next."""
        del self.fields["username"].widget.attrs["autofocus"]
        self.fields["password"].widget.attrs["autofocus"] = True


class WelcomeForm(Form):
    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autofocus": True}),
    )
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    username = forms.CharField(label=_("User name"), max_length=150, widget=forms.TextInput(NAME))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("A link goes there when the password is forgotten."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    timezone = forms.CharField(widget=forms.HiddenInput, required=False)
