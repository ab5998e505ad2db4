"""*Cài đặt*: server, proxy, signing, appearance, folders."""
