"""Addresses of lists in templates."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def list_url(asked: Any, name: str, value: str) -> str:
    """The list's address with one filter set anew; an empty value drops it."""
    return str(asked.address(**{name: value}))
