"""Use cases: one function each, one transaction each (signing in needs two, with the slow hash between them)."""
