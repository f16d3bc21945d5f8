"""Optional compiled kernels, chosen when a plan is made."""
