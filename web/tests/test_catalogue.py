"""The French of the pages: complete, and safe to fill in."""

import ast
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from django.conf import settings
from django.test import SimpleTestCase

from web.catalogue.compiling import compile_stale, is_stale
from web.catalogue.extracting import (
    KEYWORDS,
    ROOT,
    python_messages,
    sources,
    template_messages,
    template_of_catalogue,
)
from web.catalogue.updating import missing, read, updated

FRENCH = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"


class FrenchTests(SimpleTestCase):
    def test_every_text_of_the_product_has_its_french(self) -> None:
        left = missing(read(FRENCH), template_of_catalogue())

        self.assertEqual(left, [], "run `make messages`, then translate these")

    def test_a_placeholder_lost_in_translation_is_found(self) -> None:
        wanted, given = Catalog(), Catalog(locale="fr")
        wanted.add("%(count)s calls", locations=[("x.html", 1)])
        given.add("%(count)s calls", "des appels")

        self.assertIn("other placeholders", missing(given, wanted)[0])

    def test_a_fuzzy_translation_is_none(self) -> None:
        wanted, given = Catalog(), Catalog(locale="fr")
        wanted.add("Call", locations=[("x.html", 1)])
        given.add("Call", "Appel", flags=["fuzzy"])

        self.assertIn("fuzzy", missing(given, wanted)[0])

    def test_a_new_text_costs_no_translation(self) -> None:
        wanted = template_of_catalogue()
        wanted.add("Nobody said this before", locations=[("x.html", 1)])

        after = updated(read(FRENCH), wanted)

        self.assertEqual(after["Settings"].string, "Paramètres")
        self.assertEqual(len(missing(after, wanted)), 1)

    def test_a_template_gives_up_its_texts(self) -> None:
        with TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            page.write_text(
                '{% translate "It\'s" %}{% blocktranslate count n=n %}a{% plural %}b'
                '{% endblocktranslate %}{% translate "May" context "month" %}'
            )

            found = [(message, context) for _line, message, context in template_messages(page)]

        self.assertEqual(found, [("It's", None), (("a", "b"), None), ("May", "month")])

    def test_a_module_gives_up_its_texts_by_every_name_of_ours(self) -> None:
        with TemporaryDirectory() as folder:
            module = Path(folder) / "module.py"
            module.write_text('_("a")\n_now("b")\n_lazy("c")\nother("d")\n')

            found = [message for _line, message, _context in python_messages(module)]

        self.assertEqual(found, ["a", "b", "c"])

    def test_no_text_stands_where_it_cannot_be_collected(self) -> None:
        """A text within an f-string is not found, so it has no French and nothing says so."""
        inside = [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for path in sources()
            if path.suffix == ".py"
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.JoinedStr)
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS
        ]

        self.assertEqual(inside, [])

    def test_it_is_compiled_once(self) -> None:
        with TemporaryDirectory() as folder:
            there = Path(folder) / "fr" / "LC_MESSAGES"
            there.mkdir(parents=True)
            copy(FRENCH, there)

            self.assertEqual(compile_stale([folder]), [there / "django.po"])
            self.assertFalse(is_stale(there / "django.po"))
            self.assertEqual(compile_stale([folder]), [])
