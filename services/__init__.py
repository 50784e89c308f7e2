"""The five services. None imports another; `lint-imports` holds them to it."""
