"""Stories whose steps hypothesis chooses, on a clock of ours; what they write is undone."""

from datetime import datetime
from unittest.mock import patch

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine


class Clocked(RuleBasedStateMachine):
    """`clock` is the moment it is for the product; steps move it on."""

    clock: datetime

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.patch = patch("django.utils.timezone.now", lambda: self.clock)
        self.patch.start()

    def teardown(self) -> None:
        self.patch.stop()
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
