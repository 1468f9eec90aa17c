"""Adding a lead and changing one: all its fields, with a warning when it is there already."""
