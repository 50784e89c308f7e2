"""The object store: an outside system, and the only place of the platform that knows its keys."""
