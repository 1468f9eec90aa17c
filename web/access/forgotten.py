"""The forgotten password: Django's own steps, in our clothes."""

from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kernel.telling import tell
from users.services.tokens import end_all_sessions
from web.access.forms import PASSWORD_HELP


class AskForm(PasswordResetForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs |= {"class": "k-input", "autofocus": True}


class ChooseForm(SetPasswordForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "k-input"
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, first.help_text = _("New password"), PASSWORD_HELP
        second.label, second.help_text = _("The same once more"), ""
        first.widget.attrs["autofocus"] = True

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Keep the new password; every log-in with the old one ends."""
        user = super().save(commit)
        end_all_sessions(user)
        hidden = {"password": "***"}
        tell("user.updated", user, by=user, before=hidden, after=hidden)
        return user


class Ask(auth.PasswordResetView):
    form_class = AskForm
    template_name = "web/access/forgotten.html"
    email_template_name = "web/access/forgotten_mail.txt"
    subject_template_name = "web/access/forgotten_subject.txt"
    success_url = "/password/sent/"


class Sent(auth.PasswordResetDoneView):
    template_name = "web/access/sent.html"


class Choose(auth.PasswordResetConfirmView):
    form_class = ChooseForm
    template_name = "web/access/choose.html"
    success_url = "/log-in/?changed=1"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            return super().form_valid(form)
