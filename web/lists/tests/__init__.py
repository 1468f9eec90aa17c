"""What the lists promise."""
