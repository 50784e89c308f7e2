"""Verifying the archive package of a file, offline."""
