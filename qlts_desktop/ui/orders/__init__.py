"""What is done with an order that was sent: payment confirmed, payment extended, order cancelled."""
