"""What the demonstration needs: a letter that looks like one that came by hand."""
