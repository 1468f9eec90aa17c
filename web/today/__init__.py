"""Whom to call now, and why; the page that opens first."""
