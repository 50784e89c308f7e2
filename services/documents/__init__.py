"""documents: bytes by their hash, versions, pages, text, and letters as PDF."""
