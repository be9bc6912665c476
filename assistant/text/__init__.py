"""Strings in, values out: no files, no models, no settings."""
