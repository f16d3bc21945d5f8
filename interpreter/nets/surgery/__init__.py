"""Nets made from nets: one family of functions a file, over the engine in `body`, `ports` and `rates`."""
