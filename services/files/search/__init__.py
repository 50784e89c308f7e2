"""The operator's command for the index of the search."""
