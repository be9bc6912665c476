"""Claims + evidence → verdicts → the outcome. Knows nothing of retrieval, engines or pages.

Everything fails closed: what could not be checked is not supported.
"""
