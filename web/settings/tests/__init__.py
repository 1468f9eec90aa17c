"""What the settings promise."""
