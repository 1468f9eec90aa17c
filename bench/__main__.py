"""`make bench`: measure on SQLite and PostgreSQL, print a table, write JSON.

The exit code says whether the harness ran, not whether the targets were held: machines are noisy.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.store import HOME, database, forget, forget_if_stale, keep
from tests.cluster import find_programs
from tests.serving import collect_static_files

SETTINGS = "LeadManagementSystem.settings"


def main() -> int:
    options = arguments()
    vendors = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    collect_static_files()
    reports = []
    for vendor in vendors:
        if vendor == "postgres" and find_programs() is None:
            say("PostgreSQL: skipped, no server programs found (Debian package postgresql).")
            continue
        reports.append(run(vendor, options))
    target: Path = options.json or HOME / "report.json"
    target.write_text(json.dumps(reports, indent=1))
    say(f"\nWritten to {os.path.relpath(target)}")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--leads", type=int, default=200_000)
    parser.add_argument("--interactions", type=int, default=2_000_000, help="and as many orders")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--pages", action="store_true", help="the pages alone")
    parser.add_argument("--json", type=Path, help="where to (default: .bench/report.json)")
    return parser.parse_args()


def run(vendor: str, options: argparse.Namespace) -> dict[str, Any]:
    """Fill the database unless a kept one fits, then measure; each in a process of its own."""
    size = {"leads": options.leads, "interactions": options.interactions}
    to_fill = forget_if_stale(vendor, **size)
    with database(vendor) as url, tempfile.TemporaryDirectory(prefix="kam-bench-") as folder:
        found = Path(folder) / "report.json"
        flags = [f"--{name}={number}" for name, number in size.items()]
        flags += [f"--rounds={options.rounds}", f"--json={found}"]
        if to_fill:
            say(
                f"\nFilling {vendor}: {options.leads:,} leads, {options.interactions:,} calls"
                " and as many orders"
            )
            in_process(url, [*flags, "--fill"], on_failure=vendor)
            keep(vendor, **size)
        in_process(url, [*flags, "--pages"] if options.pages else flags)
        report: dict[str, Any] = json.loads(found.read_text())
    return {**report, **size}


def in_process(url: str, flags: list[str], *, on_failure: str = "") -> None:
    given = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS, "LOG_LEVEL": "WARNING"}
    environment = os.environ | given
    done = subprocess.run(
        [sys.executable, "-m", "bench.measure", *flags], env=environment, check=False
    )
    if done.returncode:
        if on_failure == "sqlite":
            forget(on_failure)
        raise SystemExit(done.returncode)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
