"""What the call plans promise."""
