"""The one door: HTTP outside, the bus inside. No business rule lives here."""
