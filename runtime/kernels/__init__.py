"""Optional compiled bodies of ops, chosen when a plan is made; numpy alone is always complete."""
