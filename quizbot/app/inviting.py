"""The command `quizbot invite`: a link that gives a role to whoever follows it."""

from __future__ import annotations

from collections.abc import Callable
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
    database = open_beside(settings.database_url)
    try:
        await require_up_to_date(database)
        educators = Educators(database, settings.questions, lambda: datetime.now(UTC), Metrics())
        code = new_code()
        await educators.invite(code, role, days=days, uses=uses)
    finally:
        await database.close()
    name = await _name_of_the_bot(settings)
    payload = f"i_{code}"
    say(payload if name is None else f"https://t.me/{name}?start={payload}")
    if name is None:
        remark("The bot's name could not be asked for: the link is https://t.me/YOUR_BOT?start= and this.")
    whom = f"one person an {role}" if uses == 1 else f"{uses} people {role}s"
    until = "a day" if days == 1 else f"{days} days"
    remark(f"Makes {whom}, within {until}. Whoever has the link can use it; it is shown only now.")


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
