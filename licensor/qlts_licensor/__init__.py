"""The licensor's service: offers, policies, signed licences."""
