"""Properties are judged by what they find, never by how fast this machine is."""

from hypothesis import settings

settings.register_profile("quizbot", deadline=None, print_blob=True)
settings.load_profile("quizbot")
