"""Deep algebra: the bridge to SymPy, which is asked where our own rules end, and the numeric checks of what it says."""
