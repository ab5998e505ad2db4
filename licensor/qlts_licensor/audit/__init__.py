"""The log of everything that moved an order, a subscription or a setting: hash-chained, never changed."""
