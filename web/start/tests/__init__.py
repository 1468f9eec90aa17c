"""What the first minutes promise."""
