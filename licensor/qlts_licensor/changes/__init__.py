"""Changes of the licensor's own settings that one of the staff proposes and another approves."""
