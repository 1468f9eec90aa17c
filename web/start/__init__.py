"""The first minutes of an empty database."""
