"""Reads the environment, with types; a senseless value stops the start with one sentence."""

import os
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
KEY_BYTES = 64

# The libpq parameters an operator may put behind the "?"; the numbers are checked here, at start.
WORD_OPTIONS = frozenset(
    {
        "application_name",
        "channel_binding",
        "gssencmode",
        "options",
        "passfile",
        "service",
        "sslcert",
        "sslkey",
        "sslmode",
        "sslrootcert",
        "target_session_attrs",
    }
)
NUMBER_OPTIONS = frozenset(
    {
        "connect_timeout",
        "keepalives",
        "keepalives_count",
        "keepalives_idle",
        "keepalives_interval",
        "tcp_user_timeout",
    }
)


def env_str(name: str, *, default: str = "") -> str:
    """Return the text, without the blanks around it."""
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool) -> bool:
    word = env_str(name).lower()
    if not word:
        return default
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0 (true or false), not {word!r}.")
    return word in TRUE_WORDS


def env_int(name: str, *, default: int, minimum: int = 0, maximum: int | None = None) -> int:
    text = env_str(name)
    return _number(name, text, minimum=minimum, maximum=maximum) if text else default


def env_list(name: str, *, default: Sequence[str] = ()) -> list[str]:
    """Split at commas; blanks and empty parts are dropped."""
    text = env_str(name)
    if not text:
        return list(default)
    return [part.strip() for part in text.split(",") if part.strip()]


def env_secret(name: str, *, default: str = "") -> str:
    """Return the secret itself, or the content of the file that `NAME_FILE` points to."""
    file = env_str(f"{name}_FILE")
    if not file:
        return env_str(name, default=default)
    if env_str(name):
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error


def database_from_url(url: str) -> dict[str, Any]:
    """Turn DATABASE_URL into Django's settings; no message ever repeats the password.

    `sqlite:///kam.db` lies in the project, `sqlite:////srv/kam.db` is absolute;
    `postgresql://user:password@host:5432/name?sslmode=require`, or with a socket directory
    `postgresql:///name?host=/run/postgresql`.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(_split(url))
    raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgresql://.")


def secret_key(path: Path) -> str:
    """Return the key kept in `path`, making it on the first run; only its owner may read it."""
    try:
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(KEY_BYTES))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise ImproperlyConfigured(f"Others can read the secret key: chmod 600 {path.name}.")
        key = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"No secret key: {path.name} cannot be used ({error.strerror}). Set SECRET_KEY."
        ) from error
    if not key:
        raise ImproperlyConfigured(f"The secret key file {path.name} is empty. Delete it.")
    return key


def _write_once(path: Path, text: str) -> None:
    """Whoever links first wins, and nobody ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp opens with O_EXCL and mode 0600.
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def _sqlite(url: str) -> dict[str, Any]:
    if url in {"sqlite://:memory:", "sqlite:///:memory:"}:
        return {"ENGINE": SQLITE, "NAME": ":memory:"}
    path = url[len("sqlite:///") :]
    if not url[len("sqlite:") :].startswith("///") or not path:
        raise ImproperlyConfigured("DATABASE_URL for SQLite is sqlite:/// and a path.")
    if "?" in path:
        raise ImproperlyConfigured("DATABASE_URL for SQLite takes no options behind a '?'.")
    return {"ENGINE": SQLITE, "NAME": str(BASE_DIR / unquote(path))}


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    port = asked.pop("port", "") or _port(parts)
    database = {
        "ENGINE": POSTGRESQL,
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(_number("The port", port, minimum=1, maximum=65535)) if port else "",
        "OPTIONS": {name: _option(name, value) for name, value in asked.items()},
    }
    if not database["NAME"] and "service" not in asked:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgresql://host/name.")
    return database


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ImproperlyConfigured("DATABASE_URL is not an address; encode odd signs.") from None


def _port(parts: SplitResult) -> str:
    """The port as written; urllib's own words about a bad one could repeat the password."""
    try:
        return "" if parts.port is None else str(parts.port)
    except ValueError:
        raise ImproperlyConfigured(
            "The port in DATABASE_URL must be a number from 1 to 65535;"
            " a '/', '?', '#' or '@' in the password is written with % signs."
        ) from None


def _option(name: str, value: str) -> str | int:
    if name in NUMBER_OPTIONS:
        return _number(f"{name} in DATABASE_URL", value)
    if name not in WORD_OPTIONS:
        raise ImproperlyConfigured(f"DATABASE_URL has an unknown option: {name}.")
    return value


def _number(what: str, text: str, *, minimum: int = 0, maximum: int | None = None) -> int:
    try:
        number = int(text)
    except ValueError:
        raise ImproperlyConfigured(f"{what} must be a whole number, not {text!r}.") from None
    if number < minimum or (maximum is not None and number > maximum):
        upper = "" if maximum is None else f" and at most {maximum}"
        raise ImproperlyConfigured(f"{what} must be at least {minimum}{upper}, not {number}.")
    return number
