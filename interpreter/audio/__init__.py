"""Sounds as values of the language: samples, files, spectra.  Knows no evaluator."""
