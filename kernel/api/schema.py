"""How the OpenAPI schema learns what our lists, tags and refusals look like."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from kernel.api.listing import LARGEST_LIMIT, Listing

REFUSALS = {
    "400": "A field is wrong; the answer names it and says what would be right.",
    "401": "No token, or one that is no longer good.",
    "403": "You see this row but may not change it.",
    "404": "There is no such row in your reach.",
    "409": "A rule refuses this, or somebody else was faster.",
    "412": "If-Match names a version that is no longer current.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "422": "The Idempotency-Key belongs to another request.",
    "429": "Too many attempts; Retry-After says when to come back.",
}
WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class HouseSchema(AutoSchema):
    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        if self.method == "GET":
            operation["responses"]["304"] = {"description": "Unchanged since If-None-Match."}
        for status, text in REFUSALS.items():
            if status in {"400", "401", "404", "429"} or self.method in WRITES:
                operation["responses"].setdefault(status, {"description": text})
        return operation

    def get_override_parameters(self) -> Any:
        parameters = list(super().get_override_parameters())
        if self.method == "POST" and hasattr(self.view, "listings"):
            parameters.append(
                header("Idempotency-Key", "The same key and body again gets the first answer.")
            )
        new = self.method == "POST" and getattr(self.view, "action", "") == "create"
        if self.method in WRITES and not new and ("{id}" in self.path or self.method != "POST"):
            parameters.append(header("If-Match", "The ETag read before; 412 when it is stale."))
        listing = getattr(self.view, "listings", {}).get(getattr(self.view, "action", ""))
        return parameters + (parameters_of(listing) if listing is not None else [])


def header(name: str, text: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=text)


def parameters_of(listing: Listing) -> list[OpenApiParameter]:
    """Describe what a list can be asked for."""
    orderings = [f"{sign}{name}" for name in listing.orderings for sign in ("", "-")]
    given: list[tuple[str, dict[str, Any], str]] = [
        *((f.name, f.schema, "") for f in listing.filters),
        ("ordering", {"type": "string", "enum": orderings}, "- is descending."),
        ("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT}, "Rows a page."),
        ("cursor", {"type": "string"}, "As the Link header of the page before gave it."),
        ("count", {"type": "string", "enum": ["exact", "capped"]}, "Adds X-Total-Count."),
    ]
    if listing.search:
        given.append(("search", {"type": "string"}, "Every word must occur."))
    return [OpenApiParameter(name, schema, description=text) for name, schema, text in given]
