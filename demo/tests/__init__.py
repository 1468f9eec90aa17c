"""The invented company must be as consistent as a real one."""
