"""The files of a restaurant as a list: what they are, and never their bytes."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from files.tests.factories import make_file
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class ListFilesTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.here = f"/lead/restaurants/{self.lead.pk}/files/"
        self.client = client_of(self.owner)
        for number in range(5):
            make_file(self.lead, by=self.owner, name=f"{number}.pdf")
        make_file(make_lead(assigned_to=self.owner), by=self.owner)

    def names(self, query: str = "") -> list[str]:
        return [row["name"] for row in self.client.get(self.here + query).json()]

    def test_it_is_the_lead_s_own_newest_first(self) -> None:
        self.assertEqual(self.names(), ["4.pdf", "3.pdf", "2.pdf", "1.pdf", "0.pdf"])
        self.assertEqual(self.names("?ordering=id")[0], "0.pdf")

    def test_it_comes_in_pages(self) -> None:
        answer = self.client.get(f"{self.here}?limit=2&count=exact")

        self.assertEqual(answer["X-Total-Count"], "5")
        onward = answer["Link"].partition("?")[2].partition(">")[0]
        self.assertEqual(self.names(f"?{onward}"), ["2.pdf", "1.pdf"])

    def test_no_byte_of_a_file_is_read(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.here)

        self.assertEqual(len(queries), 2)  # the lead, its files
        self.assertFalse([one for one in queries if "files_filechunk" in one["sql"]])

    def test_an_unknown_parameter_is_refused(self) -> None:
        self.assertEqual(self.client.get(f"{self.here}?lead=1").status_code, 400)
