"""Expression to boxes to text or picture."""
