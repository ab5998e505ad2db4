"""The renewal wizard: the form, its checks, the slip and the two ways to send."""
