"""How the accounts are doing, in figures and charts."""
