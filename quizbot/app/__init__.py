"""The composition root: the only room where everything meets."""
