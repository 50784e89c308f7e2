"""The board of a division: several districts' returns put together. Nothing has to run for it."""
