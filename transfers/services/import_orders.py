"""Bringing an order log in: in chunks, repeatable, each mistake named by its line.

Each order is an interaction of type ORDER with its order, exactly as the API writes one, but set
by set. What follows from orders (sums, rhythm) is brought in line for every account the file
names, also when nothing was new: running an import again repairs one that was killed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from interaction_tracking.rules import AHEAD_AT_MOST
from interaction_tracking.services.sums import sum_up_many
from performance_tracking.services.asking import ask_for_refresh
from transfers.rules.orders import (
    NONE_KNOWN,
    CellRefused,
    Habits,
    OrderRow,
    habits_of,
    is_day_alone,
    made_up_id,
    order_row,
    ordered_at,
)
from transfers.rules.reading import Row
from transfers.services.accounts import Account, accounts_named
from transfers.services.import_leads import Problem
from transfers.services.order_rows import Found, NewOrder, existing_orders, write_orders
from users.models import User

CHUNK = 2000
TRIES = 4
SETTLED_AT_ONCE = 500


@dataclass
class OrdersOutcome:
    """What an import did, counted in orders."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"created {self.created}, updated {self.updated}, unchanged {self.unchanged}, "
            f"refused {len(self.problems)}"
        )


class Placed(NamedTuple):
    """A row whose account and moment are known."""

    row: OrderRow
    account: Account
    at: datetime


@dataclass
class OrderImport:
    """One run over a file."""

    mapping: Mapping[str, str]
    by: User
    dry_run: bool = False
    wanted: Habits = NONE_KNOWN
    habits: Habits | None = None  # what is wanted, else what the first rows of the file tell
    outcome: OrdersOutcome = field(default_factory=OrdersOutcome)
    seen: Counter[str] = field(default_factory=Counter)
    touched: set[int] = field(default_factory=set)

    def run(self, rows: Iterable[Row]) -> OrdersOutcome:
        """Save the good rows and name the others."""
        try:
            for chunk in chunks(rows, self.mapping.get("external_id", "")):
                self.take(chunk)
        finally:
            self.settle()
        return self.outcome

    def take(self, rows: Sequence[Row]) -> None:
        if self.habits is None:
            told = habits_of([row.cells for row in rows], self.mapping)
            self.habits = Habits(
                self.wanted.dates or told.dates, self.wanted.decimal or told.decimal
            )
        placed = self.placed([good for row in rows if (good := self.read(row)) is not None])
        orders = list(self.grouped(placed))
        self.touched.update(order.lead_id for order in orders)
        for attempt in range(TRIES):
            try:
                with transaction.atomic():
                    found = self.write(orders)
                    if self.dry_run:
                        transaction.set_rollback(True)
                break
            except IntegrityError:  # another import was faster with one of these orders
                if attempt == TRIES - 1:
                    raise
        self.outcome.created += found.created
        self.outcome.updated += found.updated
        self.outcome.unchanged += found.unchanged
        self.outcome.problems += found.problems

    def write(self, orders: Sequence[NewOrder]) -> Found:
        return write_orders(orders, existing_orders(orders), by=self.by)

    def read(self, row: Row) -> OrderRow | None:
        if row.problem:
            self.outcome.problems.append(Problem(row.line_number, "", row.problem))
            return None
        try:
            return order_row(row.line_number, row.cells, self.mapping, self.habits or NONE_KNOWN)
        except CellRefused as refusal:
            self.refuse(row.line_number, refusal)
            return None

    def refuse(self, line: int, refusal: CellRefused) -> None:
        self.outcome.problems.append(Problem(line, refusal.field, str(refusal)))

    def placed(self, rows: Sequence[OrderRow]) -> list[Placed]:
        """Find each row's account and read its date there."""
        known = accounts_named({row.account for row in rows}, by=self.by)
        latest = timezone.now() + AHEAD_AT_MOST
        placed = []
        for row in rows:
            try:
                account = the_account(row.account, known)
                order = (self.habits or NONE_KNOWN).dates
                at = ordered_at(row.date, account.zone, latest=latest, order=order)
            except CellRefused as refusal:
                self.refuse(row.line, refusal)
            else:
                placed.append(Placed(row, account, at))
        return placed

    def grouped(self, rows: Sequence[Placed]) -> Iterator[NewOrder]:
        """Make orders: rows of one account, moment and order number are lines of one."""
        orders: dict[str, NewOrder] = {}
        for row, account, at in rows:
            key = row.external_id or self.next_id(row, account, at)
            order = orders.get(key)
            if order is None:
                day_in = account.zone if is_day_alone(row.date) else None
                orders[key] = NewOrder(key, account.pk, at, [row], day_in)
            elif (order.lead_id, order.at) == (account.pk, at):
                order.rows.append(row)
            else:
                words = "Another account or date than the lines of this order above."
                self.refuse(row.line, CellRefused("external_id", words))
        return iter(orders.values())

    def next_id(self, row: OrderRow, account: Account, at: datetime) -> str:
        first = made_up_id(account.pk, at, row, zone=account.zone, times=0)
        times = self.seen[first]
        self.seen[first] += 1
        if not times:
            return first
        return made_up_id(account.pk, at, row, zone=account.zone, times=times)

    def settle(self) -> None:
        """Bring sums and rhythm of the accounts in line; what is right stays untouched."""
        # Only here: numpy and scipy would weigh 45 MB on every worker from its start.
        from performance_tracking.services.rhythms import refresh_rhythms

        ids = sorted(self.touched)
        for start in range(0, 0 if self.dry_run else len(ids), SETTLED_AT_ONCE):
            some = ids[start : start + SETTLED_AT_ONCE]
            with transaction.atomic():
                sum_up_many(some)
                refresh_rhythms(some)
        if not self.dry_run:
            ask_for_refresh(accounts=len(ids))


def the_account(name: str, known: Mapping[str, Account]) -> Account:
    """Return the account a line speaks of; raises CellRefused where it cannot be said."""
    account = known.get(name)
    if account is None:
        raise CellRefused("account", f"There is no account {name[:60]!r}.")
    if account.several:
        several = f"Several accounts are called {name[:60]!r}"
        raise CellRefused("account", f"{several}: write the number of the one that is meant.")
    if account.trashed:
        raise CellRefused("account", "This account is in the trash; restore it first.")
    return account


def chunks(rows: Iterable[Row], order_column: str) -> Iterator[list[Row]]:
    """Cut the file into chunks; neighbouring lines of one order stay together."""
    rows = iter(rows)
    chunk = list(islice(rows, CHUNK))
    while chunk:
        following: list[Row] = []
        for row in rows:
            number = row.cells.get(order_column, "")
            if number and number == chunk[-1].cells.get(order_column, ""):
                chunk.append(row)
                continue
            following = [row]
            break
        yield chunk
        chunk = following + list(islice(rows, CHUNK - 1))
