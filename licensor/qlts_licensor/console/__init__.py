"""The staff console at ``/staff/``: queues, reviews, units. It only shows, and calls transitions."""
