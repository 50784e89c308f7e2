"""A package, so that its platform and its browser end with its last test."""
