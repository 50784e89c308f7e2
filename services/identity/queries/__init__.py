"""Questions: read-only transactions."""
