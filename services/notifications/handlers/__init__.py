"""What notifications does, one module a noun, one function a use case."""
