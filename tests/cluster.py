"""A PostgreSQL server of our own: made in a temporary folder, used, ended and deleted.

It listens on a socket in that folder and nowhere else. Whoever can reach the folder is trusted, and
the folder is closed to everybody but its owner. Tests and benchmarks both stand on it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

NAME = "kam"
START_LIMIT = 60.0
STOP_LIMIT = 15.0
SOCKET_PATH_LIMIT = 70  # the whole path may have 107 characters, 103 on a Mac
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterFailed(Exception):
    """PostgreSQL is installed but would not start; the message ends with its own words."""


@dataclass(frozen=True)
class Programs:
    """One installed PostgreSQL server: `initdb` and `postgres` of the same version."""

    initdb: Path
    postgres: Path


def find_programs() -> Programs | None:
    """Look in PATH, then where Debian keeps them, newest version first."""
    if os.name != "posix":
        return None
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = [Path(folder) for folder in os.get_exec_path()]
    for folder in folders + sorted(debian, key=_version, reverse=True):
        found = Programs(folder / "initdb", folder / "postgres")
        if os.access(found.initdb, os.X_OK) and os.access(found.postgres, os.X_OK):
            return found
    return None


@contextmanager
def throwaway_cluster(*, fsync: bool = False, max_connections: int = 200) -> Iterator[str]:
    """Give the DATABASE_URL of an empty database on a server that ends with the block.

    With `fsync` it keeps PostgreSQL's own durable defaults: right for measuring, slow for tests.
    """
    programs = find_programs()
    if programs is None:
        raise ClusterFailed("No PostgreSQL server programs found (Debian package postgresql).")
    settings = {"max_connections": str(max_connections)} | ({} if fsync else FAST_AND_FORGETFUL)
    with (
        _ending_politely(),
        _home() as home,
        _server_on(home / "data", programs, home, settings) as url,
    ):
        yield url


@contextmanager
def kept_cluster(data: Path, *, max_connections: int = 50) -> Iterator[str]:
    """The same on a data folder that stays, with PostgreSQL's own durable defaults."""
    programs = find_programs()
    if programs is None:
        raise ClusterFailed("No PostgreSQL server programs found (Debian package postgresql).")
    with _ending_politely(), _home() as home:
        if os.geteuid() == 0 and not data.exists():
            data.mkdir(mode=0o700)
            os.chown(data, *_server_account())
        settings = {"max_connections": str(max_connections)}
        with _server_on(data.resolve(), programs, home, settings, polite=True) as url:
            yield url


@contextmanager
def _server_on(
    data: Path, programs: Programs, home: Path, settings: dict[str, str], *, polite: bool = False
) -> Iterator[str]:
    made = (data / "PG_VERSION").exists()
    if not made:
        _initdb(programs, home, data)
    with _running(programs, home, data, settings, polite=polite):
        if not made:
            _create_database(home)
        yield f"postgresql://{NAME}@/{NAME}?host={quote(str(home))}"


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


@contextmanager
def _home() -> Iterator[Path]:
    roomy = len(tempfile.gettempdir()) < SOCKET_PATH_LIMIT
    home = Path(tempfile.mkdtemp(prefix="kam-pg-", dir=None if roomy else "/tmp"))
    try:
        if os.geteuid() == 0:
            os.chown(home, *_server_account())
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _server_account() -> tuple[int, int]:
    """PostgreSQL refuses to run as root, so root lends it another account: (uid, gid)."""
    import pwd  # not there on Windows, where this is never reached

    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return account.pw_uid, account.pw_gid
    raise ClusterFailed("Running as root, and there is no account postgres or nobody to use.")


def _as_server(home: Path) -> dict[str, Any]:
    """How the server's programs are started: as its account, away from our keyboard and locale."""
    quiet: dict[str, Any] = {
        "cwd": home,
        "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        "stdin": subprocess.DEVNULL,
        "start_new_session": True,  # Ctrl-C is for the tests; they end the server themselves
    }
    if os.geteuid() == 0:
        user, group = _server_account()
        quiet |= {"user": user, "group": group, "extra_groups": ()}
    return quiet


def _initdb(programs: Programs, home: Path, data: Path) -> None:
    flags = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [programs.initdb, f"--pgdata={data}", f"--username={NAME}", *flags],
        capture_output=True,
        text=True,
        check=False,
        **_as_server(home),
    )
    if made.returncode:
        raise ClusterFailed(f"initdb failed: {made.stderr.strip()}")


@contextmanager
def _running(
    programs: Programs, home: Path, data: Path, settings: dict[str, str], *, polite: bool
) -> Iterator[None]:
    listening = {"listen_addresses": "", "unix_socket_directories": str(home)}
    options = [f"--{key}={value}" for key, value in (settings | listening).items()]
    log = home / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs.postgres, "-D", data, *options],
            stdout=output,
            stderr=subprocess.STDOUT,
            **_as_server(home),
        )
    try:
        _wait_until_it_answers(server, home, log)
        yield
    finally:
        _end(server, [signal.SIGINT] if polite else [])


def _wait_until_it_answers(server: subprocess.Popen[bytes], home: Path, log: Path) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit:
        if server.poll() is not None:
            break
        try:
            _connect(home).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise ClusterFailed(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def _connect(home: Path) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(
        host=str(home), user=NAME, dbname="postgres", connect_timeout=3, autocommit=True
    )


def _create_database(home: Path) -> None:
    with _connect(home) as connection:
        connection.execute("CREATE DATABASE kam")


def _end(server: subprocess.Popen[bytes], first: list[signal.Signals]) -> None:
    """What is thrown away needs no saving: ask for an immediate stop, insist if need be."""
    for plea in (*first, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(plea)
        with suppress(subprocess.TimeoutExpired):
            server.wait(STOP_LIMIT)


@contextmanager
def _ending_politely() -> Iterator[None]:
    """Let SIGTERM (a time limit, a closing terminal) unwind like Ctrl-C, so that we clean up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
