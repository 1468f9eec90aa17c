"""What the lead form promises."""
