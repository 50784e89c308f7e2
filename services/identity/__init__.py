"""identity: offices, units, posts, people, charges, sign-in, sessions and the keys that sign access tokens."""
