"""The ways out: email over SMTP, SMS over the C-DAC Mobile Seva form, and a memory one that passes the same tests."""
