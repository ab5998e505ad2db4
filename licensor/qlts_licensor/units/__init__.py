"""Units, their users, and how they log in."""
