"""How Patravali is installed and run."""
