"""Authored files in, a library and a list of problems out."""
