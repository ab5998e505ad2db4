"""*Lịch sử đăng ký gia hạn*: the unit's registrations."""
