"""signatures: officers' certificates, signing in three steps with the key elsewhere, verification."""
