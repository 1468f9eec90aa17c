"""What the results promise."""
