"""All services of a chat as one value, so that whoever needs several is given them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quizbot.domain.questions import Library
from quizbot.services.decks import Decks
from quizbot.services.educators import Educators
from quizbot.services.learners import Learners
from quizbot.services.leeches import Leeches
from quizbot.services.plans import Plans
from quizbot.services.practice import Practice
from quizbot.services.reminders import Reminders
from quizbot.services.reports import Reports
from quizbot.services.rounds import Rounds
from quizbot.services.team import Team
from quizbot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Each by its verbs' room."""

    practice: Practice
    learners: Learners
    reminders: Reminders
    educators: Educators
    team: Team
    rounds: Rounds
    leeches: Leeches
    decks: Decks
    reports: Reports
    plans: Plans

    @classmethod
    def on(
        cls,
        database: Database,
        library: Callable[[], Library],
        clock: Callable[[], datetime],
        educators: Educators,
    ) -> Services:
        """All of them on one database, beside the educators' own."""
        return cls(
            practice=Practice(database, library, clock),
            learners=Learners(database, library, clock),
            reminders=Reminders(database, library, clock),
            educators=educators,
            team=Team(database, library, clock),
            rounds=Rounds(database, library, clock),
            leeches=Leeches(database, library, clock),
            decks=Decks(database, library, clock),
            reports=Reports(database, library, clock),
            plans=Plans(database, library, clock),
        )
