"""What services refuse with is said in the reader's language."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from leads.tests.factories import make_lead
from users.services.people import update_user
from users.tests.cast import CastMixin
from web.refusals import ELSEWHERE, KNOWN

ROOMS = ("leads", "contact", "interaction_tracking", "call_planning", "users", "files")


def refusals_of(path: Path) -> Iterator[str]:
    """Every whole sentence that the module raises with, written there or named by a constant."""
    tree = ast.parse(path.read_text())
    named = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for raised in (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise)):
        if isinstance(raised, ast.Call):
            said = [*raised.args[:1], *(k.value for k in raised.keywords if k.arg != "code")]
            for one in said:
                for given in one.values if isinstance(one, ast.Dict) else [one]:
                    text = named.get(given.id) if isinstance(given, ast.Name) else given
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        yield text.value


class EveryRefusalTests(SimpleTestCase):
    def test_each_sentence_is_known_here(self) -> None:
        root = Path(settings.BASE_DIR)
        modules = [path for room in ROOMS for path in root.glob(f"{room}/services/*.py")]

        said = {text for path in modules for text in refusals_of(path)}

        self.assertGreater(len(said), 20)
        self.assertEqual(said - KNOWN - ELSEWHERE, set(), "add these to web/refusals.py")


class FrenchRefusalTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(update_user(self.owner, by=self.owner, language="fr"))
        self.lead = make_lead(assigned_to=self.owner)

    def test_an_order_of_tomorrow_is_refused_beside_its_day(self) -> None:
        day = (timezone.now() + timedelta(days=3)).date().isoformat()
        order = {"name0": "Burrata", "quantity0": "2", "order_date": day}

        answer = self.client.post(f"/leads/{self.lead.pk}/orders/new/", order)

        self.assertIn("order_date", answer.context["form"].errors)
        self.assertContains(answer, "dans le futur", status_code=422)

    def test_a_second_plan_is_refused_in_a_toast(self) -> None:
        path = f"/leads/{self.lead.pk}/plan/"
        self.client.post(path, {"frequency": "WEEKLY"})

        answer = self.client.post(path, {"frequency": "WEEKLY"})

        self.assertIn("a déjà un plan", answer.content.decode())
