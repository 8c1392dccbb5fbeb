"""What somebody may do beside learning."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role, held by a numeric Telegram id; whoever holds none may learn, and nothing else."""

    EDUCATOR = "educator"
