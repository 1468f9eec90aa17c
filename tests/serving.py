"""The server as `make run` starts it, on a free port of this machine, while it is needed."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

START_LIMIT = 60.0


def collect_static_files() -> None:
    """Hash and compress them as `make run` does; the server serves what was collected last."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, check=True)


@contextmanager
def serving(*, workers: int, **environment: str) -> "Iterator[tuple[int, subprocess.Popen[bytes]]]":
    """Serve the configured database; give the port and the process."""
    port = free_port()
    flags = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    server = subprocess.Popen(
        [*command, *flags, "LeadManagementSystem.wsgi:application"],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and server.poll() is None:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=2).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")
