"""Learning from examples: features, classifiers and predictors, and how good they are."""
