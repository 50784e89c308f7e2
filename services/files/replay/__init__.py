"""An event log of another system, loaded as files and movements at their historical times (ADR 77)."""
