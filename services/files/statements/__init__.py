"""Statements as documents: their words in both languages, and what stands in which column."""
