"""Views read straight from the tables."""
