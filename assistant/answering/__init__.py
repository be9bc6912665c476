"""Question and hits → evidence → draft. Knows nothing of files, vectors' storage, verdicts or pages."""
