"""What notifications shows, one module a noun."""
