"""What the server does once at its start, so that requests need not."""

import gc

from django.test import SimpleTestCase

from LeadManagementSystem import wsgi


class SettlingTests(SimpleTestCase):
    def test_a_search_for_rings_passes_over_what_the_start_made(self) -> None:
        gc.unfreeze()
        self.addCleanup(gc.unfreeze)

        wsgi.settle()

        self.assertGreater(gc.get_freeze_count(), 50_000)
