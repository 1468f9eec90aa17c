"""Moments read at the speed of C, and a connection looked at without a round trip."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.postgres import types
from psycopg.pq import Format, TransactionStatus

TIMESTAMPTZ = types["timestamptz"].oid
# The driver's loader is C; Django's is Python, and costs more than the rest of a list of 50 rows.
# Both say UTC, for that is the time zone Django sets on its connections.
LOADER = psycopg.adapters.get_loader(TIMESTAMPTZ, Format.TEXT)
SOMETHING_CAME = select.POLLIN | select.POLLERR | select.POLLHUP | select.POLLNVAL
# PostgreSQL's defaults are those of spinning disks and of reports: it reads thousands of rows
# rather than look five hundred up, and compiles a query for longer than it runs.
PLANNING = "SELECT set_config('random_page_cost', '1.1', false), set_config('jit', 'off', false)"


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if LOADER is not None:
            connection.adapters.register_loader("timestamptz", LOADER)
        return connection

    def _configure_connection(self, connection: Any) -> bool:
        backend: Any = super()
        backend._configure_connection(connection)
        with connection.cursor() as cursor:
            cursor.execute(PLANNING)
        return True  # Django commits then

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor without Django's look at the loader, which it would replace by its own."""
        connection: Any = self.connection
        if name is None:
            return connection.cursor()
        backend: Any = base
        return backend.ServerSideCursor(
            connection, name=name, scrollable=False, withhold=connection.autocommit
        )

    def is_usable(self) -> bool:
        """Tell whether the server is still there, before each request.

        An idle server sends nothing; if it went (or says why it will), there is something to read,
        and only then do we ask it. A line cut without a word is noticed by the keepalives.
        """
        connection: Any = self.connection
        if connection is None or connection.closed:
            return False
        if connection.info.transaction_status != TransactionStatus.IDLE:
            return super().is_usable()
        poll = select.poll()
        poll.register(connection.fileno(), SOMETHING_CAME)
        return not poll.poll(0) or super().is_usable()
