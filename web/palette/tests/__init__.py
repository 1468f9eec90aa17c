"""What the palette promises."""
