"""What we draw in Python is what Django's templates draw, to the last byte."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.test import SimpleTestCase, override_settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from web.widgets import DRAWN, FOLDER, Renderer

ATTRIBUTES: dict[str, Any] = {
    "class": "k-input", "required": True, "disabled": False, "data-x": None, "rows": 3,
    "placeholder": gettext_lazy("Nobody's <name>"), "title": 'A "b" & <c>',
    "data-y": SafeString("&amp;"),
}  # fmt: skip
CHOICES: list[Any] = [
    ("", "Nobody <named>"),
    (1234, 1234),
    ("both", [(True, "Yes"), (None, gettext_lazy("No & none")), (1.5, 1234.5)]),
]
VALUES: tuple[Any, ...] = (None, "", 0, 1234.5, "a\n<b> & \"c\" 'd'", True, False, [1234, "1.5"])
WIDGETS: dict[str, type[forms.Widget]] = {
    "checkbox": forms.CheckboxInput,
    "color": forms.ColorInput,
    "date": forms.DateInput,
    "datetime": forms.DateTimeInput,
    "email": forms.EmailInput,
    "hidden": forms.HiddenInput,
    "number": forms.NumberInput,
    "password": forms.PasswordInput,
    "search": forms.SearchInput,
    "tel": forms.TelInput,
    "text": forms.TextInput,
    "time": forms.TimeInput,
    "url": forms.URLInput,
    "textarea": forms.Textarea,
    "select": forms.Select,
}


class WidgetTests(SimpleTestCase):
    def check(self, widget: forms.Widget) -> None:
        for value in VALUES:
            drawn = [
                widget.render("a<b", value, attrs={"id": "id_x"}, renderer=renderer)
                for renderer in (Renderer(), DjangoTemplates())
            ]
            self.assertEqual(drawn[0], drawn[1], f"{widget.__class__.__name__} of {value!r}")

    def test_every_widget_we_draw_is_compared(self) -> None:
        self.assertEqual({f"{FOLDER}{name}.html" for name in WIDGETS}, set(DRAWN))

    def test_a_widget_looks_as_django_draws_it(self) -> None:
        for kind in WIDGETS.values():
            self.check(kind(ATTRIBUTES))
            self.check(kind())

    def test_so_do_choices(self) -> None:
        self.check(forms.Select(ATTRIBUTES, choices=CHOICES))
        self.check(forms.SelectMultiple(choices=CHOICES))

    @override_settings(LANGUAGE_CODE="fr", USE_THOUSAND_SEPARATOR=True)
    def test_numbers_are_those_of_the_language(self) -> None:
        self.check(forms.Select(choices=CHOICES))
        self.check(forms.NumberInput())

    def test_choices_with_a_template_of_their_own_keep_it(self) -> None:
        class Radio(forms.Select):
            option_template_name = "django/forms/widgets/radio_option.html"

        self.check(Radio(choices=CHOICES))
