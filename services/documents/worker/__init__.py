"""The worker: pages, pictures and text of what was stored. ``python -m services.documents.worker``.

A process of its own beside the service, with the same database, store and broker user, so that a scanning campaign is
met by more workers and a hostile file never slows an answer.
"""
