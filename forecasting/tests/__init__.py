"""The numbers the models must replicate, and what they promise beyond them."""
