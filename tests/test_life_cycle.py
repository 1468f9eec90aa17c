"""Whatever is done to a lead and its call plan, in whatever order, product.md stays true."""

import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, precondition, run_state_machine_as_test

from LeadManagementSystem.env import env_bool
from tests.life import ZONES, Doings
from users.tests.cast import CastMixin

LIVES_AT_CI, LIVES_AT_THE_DESK = 60, 15


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


class LifeOfALead(Doings):
    """After each step the product says what the model says."""

    def get(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.content)
        return answer.json()

    @precondition(lambda self: not self.trashed)
    @invariant()
    def the_history_is_a_chain_whose_durations_add_up(self) -> None:
        rows = self.get(f"{self.path}status_history/")[::-1]
        assert [row["new_status"] for row in rows] == [name for name, _ in self.steps[1:]]
        for row, (old, since), (_, at) in zip(rows, self.steps, self.steps[1:], strict=False):
            assert row["old_status"] == old
            assert moment(row["changed_at"]) == at
            assert row["duration_seconds"] == (at - since).total_seconds()

    @precondition(lambda self: not self.trashed)
    @invariant()
    def the_version_grows_exactly_with_changes(self) -> None:
        row = self.get(self.path)
        assert row["version"] >= self.row["version"]
        # A trip to the trash and back is a change that a reader of the row does not see.
        if not self.was_trashed:
            grown = row["version"] > self.row["version"]
            assert grown == (without_version(row) != without_version(self.row)), (row, self.row)
        self.row, self.was_trashed = row, False

    @precondition(lambda self: not self.trashed)
    @invariant()
    def the_sums_are_what_a_recount_says(self) -> None:
        there = [touch for touch in self.touches.values() if not touch.gone]
        contacts = [touch.at for touch in there if touch.is_contact]
        orders = [touch.at for touch in there if touch.ordered and touch.order_counts]
        row = self.get(self.path)
        assert row["lead_status"] == self.status
        assert moment(row["last_contacted_at"]) == max(contacts, default=None)
        assert moment(row["last_order_at"]) == max(orders, default=None)
        assert moment(row["next_call_date"]) == (self.plan.due if self.plan else None)

    @precondition(lambda self: self.plan and not self.trashed)
    @invariant()
    def the_plan_is_where_the_calls_put_it(self) -> None:
        row = self.get(self.plan_path)
        assert moment(row["last_called"]) == self.known_plan.last_called
        assert moment(row["next_call_date"]) == self.known_plan.next_call
        assert moment(row["due_at"]) == self.known_plan.due
        assert row["attempts"] == self.known_plan.attempts

    @invariant()
    def today_lists_what_is_due_or_overdue_and_nothing_else(self) -> None:
        zone = ZoneInfo(ZONES["manager"])
        due = self.plan.due if self.plan else None
        wanted = (
            due is not None
            and not self.trashed
            and self.status != "LOST"
            and due.astimezone(zone).date() <= self.clock.astimezone(zone).date()
        )
        assert bool(self.get("/call/today/")) == wanted

    @precondition(lambda self: not self.trashed)
    @invariant()
    def the_timeline_has_an_event_for_each_write(self) -> None:
        assert len(self.get(f"{self.path}timeline/?limit=1000")) == self.events

    @precondition(lambda self: not self.trashed)
    @invariant()
    def exactly_one_contact_is_primary(self) -> None:
        people = self.get(f"/contact/contacts/?restaurant={self.lead}")
        assert len(people) == len(self.people_there)
        assert sum(person["is_primary"] for person in people) == bool(people)

    @invariant()
    def the_trash_hides_the_lead(self) -> None:
        wanted = 404 if self.trashed else 200
        assert self.client.get(self.path).status_code == wanted
        self.was_trashed = self.was_trashed or self.trashed


def without_version(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in {"version", "updated_at"}}


class LifeCycleTests(CastMixin, TestCase):
    seconds = 50

    def test_whatever_is_done_the_rules_of_the_product_hold(self) -> None:
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        lives = LIVES_AT_CI if env_bool("CI", default=False) else LIVES_AT_THE_DESK
        run_state_machine_as_test(
            LifeOfALead,
            settings=settings(
                max_examples=lives,
                stateful_step_count=30,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
