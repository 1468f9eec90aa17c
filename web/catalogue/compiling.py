"""Compile `.po` into `.mo` at the start: no clone needs GNU gettext, or a step of its own."""

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

logger = logging.getLogger(__name__)


def compile_stale(folders: Iterable[str | Path]) -> list[Path]:
    """Compile each `.po` whose `.mo` is not of its own time, and return those compiled.

    Where the disk cannot be written the pages stay English, and the log says so.
    """
    sources = [po for folder in folders for po in Path(folder).glob("*/LC_MESSAGES/*.po")]
    stale = [po for po in sources if is_stale(po)]
    for po in stale:
        try:
            compile_one(po)
        except OSError as error:
            logger.warning("No translation from %s: %s", po, error)
    return stale


def is_stale(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns != po.stat().st_mtime_ns


def compile_one(po: Path) -> None:
    """Write the `.mo` in one step (workers start together), stamped with the time of its `.po`."""
    from babel.messages.mofile import write_mo  # a tenth of a second, and only when it is needed
    from babel.messages.pofile import read_po

    stamp = po.stat().st_mtime_ns
    with po.open("rb") as source:
        catalog = read_po(source)
    with NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as target:
        write_mo(target, catalog)
    os.utime(target.name, ns=(stamp, stamp))
    Path(target.name).chmod(0o644)
    Path(target.name).replace(po.with_suffix(".mo"))
