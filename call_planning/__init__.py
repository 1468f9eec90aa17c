"""When to call whom next."""
