"""The shape of authored files: which fields there are, what may stand in them, and what each is for."""
