"""Rules about certificates, signing sessions and verdicts. No PDF, no bus, no database."""
