"""Suites, metrics and reports: how far the assistant can be trusted, told in figures.

Asks the assistant as any program does; knows nothing of how an answer is made.
"""
