import os
import subprocess
import sys

from django.test import SimpleTestCase

LOOK = """
import sys, django
django.setup()
import LeadManagementSystem.urls
print([name for name in ("forecasting.rhythm", "scipy.optimize") if name in sys.modules])
"""


class WeightTests(SimpleTestCase):
    def test_a_worker_starts_without_the_models(self) -> None:
        """Who logs the first order loads what it needs of them."""
        settings = {"DJANGO_SETTINGS_MODULE": "LeadManagementSystem.settings"}

        found = subprocess.run(
            [sys.executable, "-c", LOOK], env=os.environ | settings, capture_output=True, check=True
        )

        self.assertEqual(found.stdout.decode().split("\n")[0], "[]")
