"""The databases the benchmark keeps in `.bench/`, made once and brought forward by migrations."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.cluster import kept_cluster

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".bench"
BEST_BEFORE = 7 * 86_400  # seconds: calls due today and orders of this month age


@contextmanager
def database(vendor: str) -> Iterator[str]:
    """Give the DATABASE_URL of the kept database, empty or filled."""
    HOME.mkdir(exist_ok=True)
    if vendor == "sqlite":
        yield f"sqlite:///{quote(str(HOME / 'bench.sqlite3'))}"
        return
    with kept_cluster(HOME / "postgresql") as url:
        yield url


def forget_if_stale(vendor: str, *, leads: int, interactions: int) -> bool:
    """Delete the kept database unless it fits; return whether it has to be filled."""
    stamp = stamp_of(vendor)
    kept: dict[str, Any] = json.loads(stamp.read_text()) if stamp.exists() else {}
    wanted = {"size": [leads, interactions], "dataset": digest(ROOT / "bench" / "dataset.py")}
    fresh = time.time() - kept.get("made_at", 0) < BEST_BEFORE
    same = all(kept.get(name) == value for name, value in wanted.items())
    # Migrations that came since are run on the kept rows; one that changed or went is another past.
    if fresh and same and kept["migrations"].items() <= migrations().items():
        return False
    forget(vendor)
    return True


def forget(vendor: str) -> None:
    stamp_of(vendor).unlink(missing_ok=True)
    shutil.rmtree(HOME / "postgresql", ignore_errors=True) if vendor == "postgres" else None
    for path in HOME.glob("bench.sqlite3*") if vendor == "sqlite" else ():
        path.unlink()


def keep(vendor: str, *, leads: int, interactions: int) -> None:
    """Note what the database was made of, so that the next run can use it."""
    content = {
        "size": [leads, interactions],
        "dataset": digest(ROOT / "bench" / "dataset.py"),
        "migrations": migrations(),
        "made_at": int(time.time()),
    }
    stamp_of(vendor).write_text(json.dumps(content))


def stamp_of(vendor: str) -> Path:
    return HOME / f"{vendor}.json"


def migrations() -> dict[str, str]:
    paths = ROOT.glob("*/migrations/[0-9]*.py")
    return {os.fspath(path.relative_to(ROOT)): digest(path) for path in sorted(paths)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
