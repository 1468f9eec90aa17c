"""The API does what its schema says, whatever is sent: thousands of cases, the same every time."""

import logging
import math
import sys
from typing import Any, ClassVar

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import SimpleTestCase, TestCase
from schemathesis import GenerationMode

from tests.fuzzing import PASSWORD, Run, cases_wanted, make_rows, operations
from users.models import User
from users.tests.cast import CastMixin

SPARE = 1.05  # some operations have fewer cases to send than their share


class FuzzMixin(CastMixin):
    """One user, one kind of data, one share of all cases; a class each, so that they run apart."""

    seconds: ClassVar[float]
    username: ClassVar[str]
    mode: ClassVar[GenerationMode]
    share: ClassVar[float]
    rows: ClassVar[dict[str, list[int]]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        user = User.objects.get(username=cls.username)
        user.team = cls.owner.team
        user.set_password(PASSWORD)
        user.save()
        cls.rows = make_rows(user)

    def test_every_operation_keeps_its_promises(self: Any) -> None:
        found = operations(spoiling=self.mode is GenerationMode.NEGATIVE)
        wanted = math.ceil(cases_wanted() * self.share)
        user = User.objects.get(username=self.username)
        run = Run(user, self.rows, each=math.ceil(wanted * SPARE / len(found)))

        logging.disable(logging.WARNING)  # thousands of refusals are what we came for
        self.addCleanup(logging.disable, logging.NOTSET)
        self.stay_connected()
        for operation in found:
            with self.subTest(operation=operation.label):
                run.over(operation, self.mode)

        sys.stderr.write("\n".join([*run.report(type(self).__name__), ""]))
        self.assertGreaterEqual(run.total, wanted)
        self.assertEqual(run.shut_out(), [])

    def stay_connected(self: Any) -> None:
        """A request leaves the connection open, with the transaction of this test on it."""
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)


class GoodDataFromAnAdminTests(FuzzMixin, TestCase):
    seconds = 90
    username, mode, share = "admin", GenerationMode.POSITIVE, 0.45


class BadDataFromAnAdminTests(FuzzMixin, TestCase):
    seconds = 90
    username, mode, share = "admin", GenerationMode.NEGATIVE, 0.45


class GoodDataFromAKamTests(FuzzMixin, TestCase):
    seconds = 20
    username, mode, share = "owner", GenerationMode.POSITIVE, 0.1


class SharesTests(SimpleTestCase):
    def test_the_shares_are_all_the_cases(self) -> None:
        self.assertEqual(sum(kind.share for kind in FuzzMixin.__subclasses__()), 1)
