"""Where an error came from, without its message: that may hold what somebody wrote, or the token."""

from __future__ import annotations

from pathlib import PurePath


def trace(error: BaseException) -> str:
    """The error's type, and file and line of each call that led to it."""
    places = []
    step = error.__traceback__
    while step is not None:
        places.append(f"{PurePath(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}")
        step = step.tb_next
    return f"{type(error).__name__} at {' > '.join(places)}"
