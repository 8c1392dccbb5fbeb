"""What somebody who wrote an unknown name may have meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from quizbot.content.problems import shortened

_MOST_LISTED = 20
_MOST_COMPARED = 500  # of more, none is looked for: each takes a while, for each name that is not known


def did_you_mean(written: str, known: Collection[str]) -> str:
    """A sentence with the known name nearest to what was written or, if none is near, with all that are known."""
    nearest = get_close_matches(written[:100], known, n=1) if len(known) <= _MOST_COMPARED else ()
    if nearest:
        return f"Did you mean `{shortened(nearest[0])}`?"
    listed = ", ".join(f"`{shortened(each)}`" for each in list(known)[:_MOST_LISTED])
    more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
    return f"There are {listed}{more}." if known else "There are none."
