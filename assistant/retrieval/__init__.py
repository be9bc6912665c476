"""Passages → index; a query → hits. Knows nothing of files, answers or verdicts."""
