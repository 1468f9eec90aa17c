"""Forms in our clothes: the same classes, and errors tied to their fields for every reader."""

from typing import Any, ClassVar

from django import forms

from kernel.errors import Invalid
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
