"""Opening, signing and sending a registration that was prepared on another computer; without a login."""
