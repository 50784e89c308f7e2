"""Patravali in containers: secrets, the one-shot set-up, the health probe, and a test that runs it all."""
