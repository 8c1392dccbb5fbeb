"""How a benchmark is to be run."""

from __future__ import annotations

from dataclasses import dataclass

REPETITIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How often, on which database, how large; `small`: of everything so little that only whether it works is seen."""

    repetitions: int = REPETITIONS
    postgres: bool = False
    paced: bool = False
    sizes: tuple[int, ...] = ()
    small: bool = False
