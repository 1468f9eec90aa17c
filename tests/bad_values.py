"""Values nobody should send, and every place of the published schema where one can be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CORPUS: dict[str, bytes] = {
    "NUL": b'"a\\u0000b"',
    "four bytes": '"\U0001f35c noodles"'.encode(),
    "right to left": '"\u202emsi \u05e9\u05dc\u05d5\u05dd"'.encode(),
    "one megabyte": b'"' + b"x" * 1_000_000 + b'"',
    "deep": b"[" * 900 + b"]" * 900,
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "NaN": b"NaN",
    "infinity": b"1e999",
    "huge": b"123456789012345678901234567890",
    "beyond 64 bits": b"9223372036854775808",
    "negative": b"-1",
    "fraction": b"0.1234567890123456789",
    "year 1": b'"0001-01-01T00:00:00Z"',
    "year 9999": b'"9999-12-31T23:59:59Z"',
    "year 1 elsewhere": b'"0001-01-01T00:00:00+14:00"',
    "first day": b'"0001-01-01"',
    "last day": b'"9999-12-31"',
    "lone surrogate": b'"\\ud800"',
    "object": b'{"a": 1}',
    "list": b'["a"]',
    "null": b"null",
    "true": b"true",
    "empty": b'""',
    "blank": b'"   "',
}
# A body that is no JSON cannot be read, so its refusal cannot name a field.
UNREADABLE = {"too deep", "NaN", "infinity", "lone surrogate"}


@dataclass(frozen=True)
class Operation:
    """One method on one path of the schema."""

    method: str
    path: str
    schema: dict[str, Any]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Components:
    """The published schema, with its references followed."""

    document: dict[str, Any]

    def operations(self) -> Iterator[Operation]:
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                content = operation.get("requestBody", {}).get("content", {})
                queries = (p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
                schema = self.followed(content.get("application/json", {}).get("schema", {}))
                yield Operation(method, path, schema, tuple(queries))

    def followed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return what the schema stands for: behind a reference, or beside null."""
        for way in ("oneOf", "anyOf", "allOf"):
            for part in schema.get(way, ()):
                if part.get("type") != "null" and "NullEnum" not in part.get("$ref", ""):
                    return self.followed(part)
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self.followed(self.document["components"]["schemas"][name])
        return schema

    def fields(self, schema: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """Yield the way to every writable field, those of nested objects and lists included."""
        for name, field in schema.get("properties", {}).items():
            yield (name,)
            below = self.followed(field)
            if "items" in below:
                below = self.followed(below["items"])
            for way in self.fields(below):
                yield (name, *way)

    def body(
        self, schema: dict[str, Any], way: tuple[str, ...], value: Any, valid: dict[str, Any]
    ) -> Any:
        """Return a body with the value at the end of the way, and around it what is required."""
        if not way:
            return value
        field = self.followed(schema["properties"][way[0]])
        if "items" in field and len(way) > 1:
            inner: Any = [self.body(self.followed(field["items"]), way[1:], value, valid)]
        else:
            inner = self.body(field, way[1:], value, valid)
        return {name: valid[name] for name in schema.get("required", ())} | {way[0]: inner}
