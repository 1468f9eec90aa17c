"""When whom is called: the week, its load, its rhythm."""
