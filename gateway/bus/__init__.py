"""The bus as the gateway sees it: a request model goes out, the JSON of its view comes back."""
