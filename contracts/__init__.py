"""The published language of Patravali: what services ask of each other and tell each other.

One module a service. Commands and queries are strict (an unknown field is refused), views and events are read
tolerantly, so that services can be upgraded one by one. Nothing here knows the bus, the database or HTTP.
"""
