"""What the morning promises."""
