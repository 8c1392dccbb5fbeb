"""Outcomes in, screens out: pure, translated, in words before emoji."""
