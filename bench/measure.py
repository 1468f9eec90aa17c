"""One database in one process, for Django's settings are read once: fill it, measure it."""

import argparse
import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import django


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--leads", "--interactions", "--rounds"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--fill", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")  # static files were not collected
    django.setup()
    prepare(options)
    if not options.fill:
        options.json.write_text(json.dumps(measure(options.rounds)))


def prepare(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from bench.dataset import Size, fill

    call_command("migrate", verbosity=0)
    if options.fill:
        began = time.monotonic()
        fill(Size(options.leads, options.interactions), now=int(time.time()))
        say(f"  filled in {time.monotonic() - began:.0f} s")


def measure(rounds: int) -> dict[str, Any]:
    from django.db import connection

    from bench.cases import Bench
    from bench.counting import count_queries
    from bench.dataset import BIG
    from bench.memory import worker_memory
    from bench.report import heading, line, query_lines
    from leads.models import Lead

    version = ".".join(map(str, connection.get_database_version()))
    name = f"{connection.display_name} {version}"
    say(heading(name))
    bench, results = Bench(rounds=rounds), []
    for result in bench.results():
        say(line(result))
        results.append(result)
    memory = worker_memory()
    if memory:
        say(line(memory))
        results.append(memory)
    lead = Lead.objects.filter(assigned_to=BIG, deleted_at=None).values_list("pk", flat=True)[0]
    counted = count_queries(bench, lead=lead)
    say("\n".join(query_lines(counted)))
    return {
        "database": name,
        "results": [result.as_json() for result in results],
        "queries": [row.as_json() for row in counted],
    }


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
