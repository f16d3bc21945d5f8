"""The layers of nets."""
