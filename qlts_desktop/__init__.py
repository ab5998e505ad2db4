"""QLTS Desktop: the program at the gate of a QLTS licence."""
