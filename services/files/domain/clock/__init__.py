"""Fair clocks: when an office works, and who is charged with each second of a file's life. Knows no database."""
