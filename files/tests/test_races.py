"""Files that many bring at once; PostgreSQL, for SQLite lets one in at a time."""

from io import BytesIO
from unittest import skipUnless

from django.db import connection
from django.test import TransactionTestCase, override_settings

from files.models import FileChunk, LeadFile
from files.services.writing import add_file
from kernel.errors import RuleBroken
from leads.tests.factories import make_lead
from tests.races import at_once
from users.models import User


@skipUnless(connection.vendor == "postgresql", "races show on PostgreSQL")
class FileRaceTests(TransactionTestCase):
    def setUp(self) -> None:
        self.admin = User.objects.create_superuser("admin", password="password")
        self.lead = make_lead(assigned_to=self.admin)

    def bring(self, content: bytes) -> bool | None:
        """Whether it is new; None when there is no room."""
        try:
            return add_file(self.lead, by=self.admin, name="a", content=BytesIO(content))[1]
        except RuleBroken:
            return None

    def test_the_same_bytes_from_twenty_are_kept_once(self) -> None:
        came = at_once(20, lambda number: self.bring(b"the same"))

        self.assertEqual(sorted(map(str, came)), ["False"] * 19 + ["True"])
        self.assertEqual((LeadFile.objects.count(), FileChunk.objects.count()), (1, 1))

    @override_settings(MAX_FILES_OF_A_LEAD=5)
    def test_twenty_do_not_overfill_a_lead(self) -> None:
        came = at_once(20, lambda number: self.bring(str(number).encode()))

        self.assertEqual((came.count(True), came.count(None)), (5, 15))
        self.assertEqual(LeadFile.objects.count(), 5)
