"""Examples for every body of the schema: given whole for what is sent, put together for answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
BY_FORMAT = {"date-time": "2024-12-28T10:00:00Z", "date": "2024-12-28"}
BY_TYPE: dict[str, Any] = {
    "integer": 1,
    "number": 1.0,
    "boolean": False,
    "string": "",
    "array": [],
    "object": {},
    "null": None,
}

TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@dataclass(frozen=True)
class Examples:
    """`sent`: component to a body. `shown`: "Component.field", else "field", to its value; under
    "" an object of any fields."""

    sent: Mapping[str, Any]
    shown: Mapping[str, Any]

    def add_to(self, document: dict[str, Any]) -> dict[str, Any]:
        """Give every JSON body that has no example one."""
        components: Schema = document["components"]["schemas"]
        for operation in operations_of(document):
            for media in json_of(operation.get("requestBody", {})):
                example = self.sent.get(name_of(media["schema"]).removesuffix("Request"))
                if example is not None:
                    media.setdefault("examples", {"Example": {"value": example}})
            for status, response in operation["responses"].items():
                for media in json_of(response) if status.startswith("2") else ():
                    value = self.shown_as(media["schema"], components)
                    media.setdefault("examples", {"Example": {"value": value}})
        return document

    def shown_as(self, schema: Schema, components: Schema, owner: str = "", field: str = "") -> Any:
        """Return a value of the schema: the one we name, else the plainest of its type."""
        name, schema = name_of(schema), followed(schema, components)
        for key in (f"{owner}.{field}", field):
            if field and key in self.shown and fits(self.shown[key], schema):
                return self.shown[key]
        if "properties" in schema:
            return {
                inner: self.shown_as(below, components, name, inner)
                for inner, below in schema["properties"].items()
            }
        if "additionalProperties" in schema:
            return self.shown.get("", {})
        if "items" in schema:
            return [self.shown_as(schema["items"], components)]
        return plainest(schema)


def fits(value: Any, schema: Schema) -> bool:
    """Whether the value is of the schema's type: a name may mean another thing elsewhere."""
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if schema.get("enum") and value not in schema["enum"]:
        return False
    return not kinds or any(type(value) in TYPES[kind] for kind in kinds)


def plainest(schema: Schema) -> Any:
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        return None if "null" in kind else BY_TYPE[kind[0]]
    if schema.get("enum"):
        return schema["enum"][0]
    return BY_FORMAT.get(schema.get("format", ""), BY_TYPE[kind])


def operations_of(document: Schema) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def json_of(part: Schema) -> Iterator[dict[str, Any]]:
    media = part.get("content", {}).get("application/json")
    if media is not None:
        yield media


def name_of(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def followed(schema: Schema, components: Schema) -> Schema:
    """Return what the schema stands for, behind references and choices."""
    for way in ("oneOf", "anyOf", "allOf"):
        if schema.get(way):
            return followed(schema[way][0], components)
    name = name_of(schema)
    return followed(components[name], components) if name else schema
