"""Where the documents are: the documents service and its object store, seen from here."""
