"""One database in one process, for Django's settings are read once: fill it, measure it."""

import argparse
import json
import sys
import time
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from bench.cases import Result


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--leads", "--interactions", "--rounds"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")  # static files were not collected
    django.setup()
    prepare(options)
    if not options.fill:
        found = measure_pages if options.pages else measure
        options.json.write_text(json.dumps(found(options.rounds)))


def prepare(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from bench.dataset import Size, fill

    call_command("migrate", verbosity=0)
    if options.fill:
        began = time.monotonic()
        fill(Size(options.leads, options.interactions), now=int(time.time()))
        say(f"  filled in {time.monotonic() - began:.0f} s")


def measure_pages(rounds: int) -> dict[str, Any]:
    from bench.pages import page_results
    from LeadManagementSystem.wsgi import application

    name = heading()
    results = told(page_results(application, rounds=max(rounds // 3, 20)))
    return {"database": name, "results": [result.as_json() for result in results], "queries": []}


def measure(rounds: int) -> dict[str, Any]:
    from bench.cases import Bench
    from bench.counting import count_queries
    from bench.dataset import BIG
    from bench.memory import worker_memory
    from bench.pages import page_results
    from bench.report import query_lines
    from leads.models import Lead

    name, bench = heading(), Bench(rounds=rounds)
    results = told(bench.results())
    results += told(page_results(bench.product, rounds=max(rounds // 3, 20)))
    if memory := worker_memory():
        results += told([memory])
    lead = Lead.objects.filter(assigned_to=BIG, deleted_at=None).values_list("pk", flat=True)[0]
    counted = count_queries(bench, lead=lead)
    say("\n".join(query_lines(counted)))
    return {
        "database": name,
        "results": [result.as_json() for result in results],
        "queries": [row.as_json() for row in counted],
    }


def heading() -> str:
    """Say which database it is, and return its name."""
    from django.db import connection

    from bench import report

    version = ".".join(map(str, connection.get_database_version()))
    name = f"{connection.display_name} {version}"
    say(report.heading(name))
    return name


def told(results: "Iterable[Result]") -> "list[Result]":
    """Print each as it comes."""
    from bench.report import line

    kept = []
    for result in results:
        say(line(result))
        kept.append(result)
    return kept


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
