"""Order models: who still orders, when next, how much; pure numpy, no Django."""
