"""A fixed text in a template is what Django's own tag makes of it."""

from typing import Any

from django.template import Context, engines
from django.test import SimpleTestCase
from django.utils.translation import override

from web.templatetags.texts import Text

PLACES = (
    '{% translate "Today" %}',
    "{% translate 'Log call' %}",
    '{% translate "100% & <b>" %}',
    '{% translate "Today" as said %}[{{ said }}|{{ said|upper }}]',
    '{% translate "Open" context "hours" %}',
    '{% translate "Today"|upper %}',
    '{% translate word %}',
    '{% translate "Today" noop %}',
)  # fmt: skip


def template_of(source: str) -> Any:
    engine: Any = engines["django"]
    return engine.from_string(source).template


class TextTests(SimpleTestCase):
    def rendered(self, source: str) -> str:
        return str(template_of(source).render(Context({"word": "Today"})))

    def test_it_says_what_djangos_tag_says_in_every_language(self) -> None:
        for place in PLACES:
            for language in ("en", "fr", "en"):
                with self.subTest(place, language=language), override(language):
                    self.assertEqual(
                        self.rendered(place), self.rendered(f"{{% load i18n %}}{place}")
                    )

    def test_one_page_can_be_read_in_two_languages(self) -> None:
        kept = engines["django"].from_string('{% translate "Undo" %}')
        said = []
        for language in ("en", "fr", "en"):
            with override(language):
                said.append(kept.render())

        self.assertEqual(said, ["Undo", "Annuler", "Undo"])

    def test_only_what_is_fixed_is_kept(self) -> None:
        kept = [bool(template_of(place).nodelist.get_nodes_by_type(Text)) for place in PLACES]

        self.assertEqual(kept, [True, True, True, True, False, False, False, False])
