"""Letters and notesheets as PDF, typeset by WeasyPrint in a process of its own."""
