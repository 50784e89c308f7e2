"""What every service stands on. No domain in it; it replaces nothing that a service should decide itself."""
