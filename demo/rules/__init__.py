"""What the invented company is like: places, words, habits. Pure."""
