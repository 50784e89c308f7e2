"""What runs on other people's machines: it knows the HTTP API and its own hardware, nothing of the server inside."""
