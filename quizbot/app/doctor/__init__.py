"""The command `quizbot doctor`: what is configured, what is reachable, what is wrong, and what to do about it."""
