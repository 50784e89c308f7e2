"""Hostile files are opened here and nowhere else: in child processes with limits of time, memory and output."""
