"""What a unit may do, and when: the one place where rules about rights live."""
