"""A plain HTTP client for tests against a live server."""

from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import orjson


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


class Caller:
    """Sends JSON with the token it got at log-in."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.access = ""
        self.refresh = ""

    def log_in(self, username: str, password: str) -> None:
        pair = self.post("/api/token/", {"username": username, "password": password}).json
        self.access, self.refresh = pair["access"], pair["refresh"]

    def send(self, method: str, path: str, body: Any = None) -> Answer:
        headers = {"Content-Type": "application/json"}
        if self.access:
            headers["Authorization"] = f"Bearer {self.access}"
        content = None if body is None else orjson.dumps(body)
        request = Request(f"{self.base}{path}", content, headers, method=method)
        try:
            with urlopen(request) as response:
                return Answer(response.status, dict(response.headers), response.read())
        except HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, body: Any) -> Answer:
        return self.send("POST", path, body)

    def put(self, path: str, body: Any) -> Answer:
        return self.send("PUT", path, body)

    def patch(self, path: str, body: Any) -> Answer:
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Answer:
        return self.send("DELETE", path)
