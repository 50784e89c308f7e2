"""Notifications: tells the pending desk, in the application, by email and by SMS."""
