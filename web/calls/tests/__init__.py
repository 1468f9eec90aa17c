"""What logging a call promises."""
