"""Patravali on one machine without containers: private backends under `.patravali/`, the platform under a supervisor.

Nothing here touches a server that already runs on the machine: broker, database and store are instances of our own, on
loopback ports of their own, with passwords of their own, and only processes recorded by `launch.sh` are ever ended.
"""
