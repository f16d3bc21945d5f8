"""Images as values of the language: pixels and colours, files, resampling, drawing.  Knows no evaluator."""
