"""Packs of a State's procedure: read with line numbers, checked, and loaded by the operator."""
