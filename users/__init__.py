"""Who uses the system: users, teams, roles, how they come in, and how far each can see."""
