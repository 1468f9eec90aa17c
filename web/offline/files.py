"""Which files a device keeps, by the names they are served under."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

ROOT = Path(__file__).resolve().parent.parent / "static"
KINDS = {".css", ".js", ".svg"}
ELSEWHERE = ("django_htmx/htmx-2.min.js",)


def kept_files() -> list[str]:
    ours = (path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*")) if is_kept(path))
    return [static(name) for name in (*ours, *ELSEWHERE)]


def is_kept(path: Path) -> bool:
    return path.suffix in KINDS and path.is_file()


@lru_cache(maxsize=1)
def once_collected() -> tuple[list[str], str]:
    """Return the hashed names and the version: another file, another name, another version."""
    files = kept_files()
    return files, digest(json.dumps(files).encode())


def files_and_version() -> tuple[list[str], str]:
    """Return the names and what they are a version of; while they are written, by their content."""
    if settings.HASHED_STATIC:
        return once_collected()
    content = b"".join(path.read_bytes() for path in sorted(ROOT.rglob("*")) if is_kept(path))
    return kept_files(), digest(content)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
