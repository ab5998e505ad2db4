"""Mail from the licensor to units: what is told, to whom, and when; each once."""
