"""Rules of documents, without a database, a bus or an object store."""
