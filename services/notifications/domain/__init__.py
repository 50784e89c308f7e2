"""The rules of telling people: messages, deliveries, wording, and when to try again. No framework, no transport."""
