"""Files → documents, sentences and passages. Knows nothing of vectors, rankings or questions."""
