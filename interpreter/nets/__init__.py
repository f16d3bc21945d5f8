"""Nets as expressions: the bridge between the language and the tensor runtime, the only code that knows both."""
