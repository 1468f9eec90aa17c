"""Forms in our clothes: the same classes, and errors tied to their fields for every reader."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid
from users.models import User
from web.days import check_day
from web.refusals import in_words

DAYS = (forms.DateField, forms.DateTimeField)
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def dress(field: forms.Field) -> None:
    """Give a field our clothes, and keep its days on the calendar."""
    if not isinstance(field.widget, CHECKS):
        field.widget.attrs.setdefault("class", "k-input")
    if isinstance(field, DAYS) and not field.validators:
        field.validators.append(check_day)


class CountryField(forms.RegexField):
    """A country by its two letters, however they are typed."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", _("Two letters, such as GB."))
        told = {"invalid": _("Two letters are expected, such as GB.")}
        super().__init__(
            "^[A-Z]{2}$", label=_("Country"), required=False, error_messages=told, **more
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of our people, called by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(User.objects.none(), **more)

    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or str(obj.username)


class Form(forms.Form):
    """Fields look alike and say what is wrong beside themselves."""

    # What a use case calls what one of our fields asks for.
    asked_as: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)

    def refuse(self, error: Invalid) -> None:
        """Put what a use case found wrong beside its field, or on top."""
        for name, texts in error.fields.items():
            plain = self.asked_as.get(name, name.removesuffix("_id"))
            self.add_error(plain if plain in self.fields else None, in_words(*texts))
