"""Calling a WSGI application as a server would, without the network."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter_ns
from typing import Any
from urllib.parse import urlsplit

Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True)
class Request:
    """One request; the path carries its query string. With a cookie it comes from a browser."""

    path: str
    token: str = ""
    method: str = "GET"
    body: bytes = b""
    cookie: str = ""
    encoding: str = "br, gzip"

    def environ(self) -> dict[str, Any]:
        parts = urlsplit(self.path)
        return self.sender() | {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def sender(self) -> dict[str, str]:
        if not self.cookie:
            return {"HTTP_ACCEPT": "*/*", "HTTP_AUTHORIZATION": f"Bearer {self.token}"}
        return {
            "HTTP_ACCEPT": "text/html",
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_ENCODING": self.encoding,
        }


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    nanoseconds: int


def call(application: Application, request: Request) -> Answer:
    """Send the request; the time runs from the call to the closed response."""
    environ = request.environ()
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc: Any = None) -> None:
        started.append((status, headers))

    began = perf_counter_ns()
    chunks = application(environ, start_response)
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    took = perf_counter_ns() - began
    status, headers = started[-1]
    return Answer(int(status[:3]), dict(headers), body, took)


def timed(application: Application, request: Request, *, status: int = 200) -> Callable[[], int]:
    """Return the call as the stopwatch wants it; an unexpected status ends the benchmark."""

    def once() -> int:
        answer = call(application, request)
        if answer.status != status:
            raise RuntimeError(f"{request.method} {request.path}: {answer.status} {answer.body!r}")
        return answer.nanoseconds

    return once
