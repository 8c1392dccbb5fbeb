"""Whether the question sets can be taught, and whether patients learn whom to contact."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from quizbot.app.contact import missing_contact
from quizbot.app.doctor.finding import Finding, ok, problem, warning
from quizbot.config import Settings
from quizbot.content.loader import load
from quizbot.content.problems import counted
from quizbot.content.rules.errors import ERROR_RULES


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """The sets as `run` would read them."""
    loaded = await asyncio.to_thread(load, [settings.questions], ERROR_RULES)
    if loaded.errors:
        first = loaded.errors[0]
        found = f"{counted(len(loaded.errors), 'error')} in {settings.questions}, the first: {first.message}"
        if settings.despite_errors:
            yield warning("questions", f"{found} Sets with errors are left out, as QUIZBOT_DESPITE_ERRORS wants.")
        else:
            yield problem(
                "questions", f"{found} `quizbot run` refuses to start; see quizbot check {settings.questions}"
            )
    elif not loaded.library.questions:
        yield problem("questions", f"there is no question in {settings.questions}; `quizbot new` begins a set")
    else:
        sets, questions = len(loaded.library.sets), len(loaded.library.questions)
        yield ok("questions", f"{counted(questions, 'question')} in {counted(sets, 'set')}, without errors")
    missing = missing_contact(loaded.library, settings.contact)
    if missing is not None:
        yield warning("contact", missing)
    elif settings.contact is not None:
        yield ok("contact", "patients are told whom to contact")
