"""Callers of the session: command line, script and prompt."""
