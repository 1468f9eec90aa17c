"""`python manage.py worker`: does what waits in the queue, until it is asked to end."""

import os
import secrets
import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jobs.services.supervisor import Supervisor
from jobs.services.worker import Loop


class Command(BaseCommand):
    help = "Run jobs from the queue. Start as many as you like, on all machines of one database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run one job, then end")
        parser.add_argument("--burst", action="store_true", help="run what is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        if options["once"] or options["burst"]:
            count = Loop(name, burst=True, most=int(options["once"])).run()
            self.stdout.write(f"{count} jobs run.")
            return
        parent = os.getpid()
        supervisor = Supervisor(lambda: Loop(name, parent=parent).run())
        # From here on it ends in peace when asked to, and says so.
        self.stdout.write(f"Worker {name} is at work (Ctrl-C ends it).")
        self.stdout.flush()
        supervisor.run()
