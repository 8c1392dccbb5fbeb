"""The commands `quizbot invite` and `quizbot roles`: who may do more than learn."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

from telegram import Bot
from telegram.error import TelegramError

from quizbot.config import Settings
from quizbot.domain.roles import Role
from quizbot.metrics import Metrics
from quizbot.services.educators import Educators, new_code
from quizbot.storage.database import open_beside
from quizbot.storage.schema import require_up_to_date
from quizbot.telegram.transport import AiohttpRequest


async def invite(
    settings: Settings, role: Role, *, days: int, uses: int, say: Callable[[str], None], remark: Callable[[str], None]
) -> None:
    """Keep a new invitation in the database, and say its link; what to know of it is a remark.

    Raises:
        storage.errors.DatabaseUnusable: it cannot be kept; the message says what to do.
    """
    code = new_code()
    async with _educators(settings) as educators:
        await educators.invite(code, role, days=days, uses=uses)
    name = await _name_of_the_bot(settings)
    payload = f"i_{code}"
    say(payload if name is None else f"https://t.me/{name}?start={payload}")
    if name is None:
        remark("The bot's name could not be asked for: the link is https://t.me/YOUR_BOT?start= and this.")
    whom = f"one person an {role}" if uses == 1 else f"{uses} people {role}s"
    until = "a day" if days == 1 else f"{days} days"
    remark(f"Makes {whom}, within {until}. Whoever has the link can use it; it is shown only now.")


async def holders(settings: Settings) -> tuple[str, int]:
    """Who holds a role, a line each, and the exit code.

    Raises:
        storage.errors.DatabaseUnusable: it cannot be read; the message says what to do.
    """
    async with _educators(settings) as educators:
        lines = [f"{each.person_id} {each.role} since {each.since:%Y-%m-%d}" for each in await educators.everybody()]
    return "\n".join(lines) or "Nobody holds a role.", 0


async def remove(settings: Settings, person_id: int) -> tuple[str, int]:
    """Take every role away from a person; returns what to say, and the exit code: 1 if they had none.

    Raises:
        storage.errors.DatabaseUnusable: it cannot be written to; the message says what to do.
    """
    async with _educators(settings) as educators:
        removed = await educators.dismiss(person_id)
    if not removed:
        return f"{person_id} holds no role; `quizbot roles` says who does.", 1
    again = (
        " The next start gives it back, since QUIZBOT_EDUCATORS names them." if person_id in settings.educators else ""
    )
    return f"{person_id} holds no role any more.{again}", 0


@contextlib.asynccontextmanager
async def _educators(settings: Settings) -> AsyncIterator[Educators]:
    """The verbs of educators, beside the bot while it runs or not."""
    database = open_beside(settings.database_url)
    try:
        await require_up_to_date(database)
        yield Educators(database, settings.questions, lambda: datetime.now(UTC), Metrics())
    finally:
        await database.close()


async def _name_of_the_bot(settings: Settings) -> str | None:
    """The bot's username; None without a token, or if the Bot API cannot be reached or does not know it."""
    if settings.token is None:
        return None
    request = AiohttpRequest(connections=1)
    bot = Bot(settings.bot_token(), base_url=f"{settings.api_base}/bot", request=request, get_updates_request=request)
    try:
        async with bot:
            return bot.username
    except TelegramError:
        return None
