"""How fast the product is, measured against a floor no framework can beat. A tool, not a room."""
