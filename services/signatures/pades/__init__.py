"""pyHanko, the outside system that knows PDF signatures: everything here is a pure function of bytes.

Nothing in this folder knows the database, the bus or the clock. All of it is CPU work, called through the executor.
"""
