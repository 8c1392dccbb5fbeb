"""The bot that one would write first: the default client, the ORM, all of an answer in one handler.

Everybody's answers are rows of a database, and the question comes back by FSRS, as in quizbot; there is no inbox, no
reminder and one question. The ORM works in a thread for each update, since the project has no async driver for SQLite.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State
from sqlalchemy import BigInteger, ForeignKey, create_engine, make_url, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

STEM = "What does the T cell recognise by its chimeric antigen receptor when it is infused again?"
OPTIONS = ("A protein on the surface of B cells", "An antibody in the blood", "A virus that carries the gene")
KEY = 0
EXPLANATION = (
    "The receptor is made to bind CD19, which stands on the surface of B cells; that is how the infused cells find the"
    " B cells that make autoantibodies, and deplete them. Antibodies in the blood are not what the receptor binds."
)


class Base(DeclarativeBase):
    pass


class Learner(Base):
    __tablename__ = "learners"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answered: Mapped[int] = mapped_column(default=0)
    last_seen: Mapped[datetime | None]


class Presentation(Base):
    __tablename__ = "presentations"
    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    question: Mapped[str]
    answered: Mapped[bool] = mapped_column(default=False)
    learner: Mapped[Learner] = relationship()


class Memory(Base):
    __tablename__ = "memories"
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_review: Mapped[datetime]
    due: Mapped[datetime]


class Review(Base):
    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(primary_key=True)
    presentation_id: Mapped[int] = mapped_column(ForeignKey("presentations.id"), unique=True)
    place: Mapped[int]
    rating: Mapped[int]
    at: Mapped[datetime]


class Bot:
    """Marks answers."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(_driver(url))
        self._scheduler = Scheduler(learning_steps=(), relearning_steps=())

    async def tap(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or query.data is None:
            return
        _kind, presentation, place = query.data.split(":")
        due = await asyncio.to_thread(self._answer, int(presentation), int(place))
        verdict = "Right." if int(place) == KEY else "Not quite."
        await query.answer(verdict)
        await query.edit_message_text(
            f"<b>{verdict}</b>\n\n{STEM}\n\nYou chose: {OPTIONS[int(place)]}\n\n{EXPLANATION}\n\n"
            f"<i>It comes back on {due:%B %d}.</i>",
            parse_mode=ParseMode.HTML,
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data=f"next:{presentation}")]]),
        )

    def _answer(self, presentation_id: int, place: int) -> datetime:
        now = datetime.now(UTC)
        with Session(self.engine) as session, session.begin():
            presentation = session.get_one(Presentation, presentation_id)
            learner = presentation.learner
            memory = session.get(Memory, (learner.id, presentation.question))
            if presentation.answered and memory is not None:
                return memory.due
            rating = Rating.Good if place == KEY else Rating.Again
            card, _ = self._scheduler.review_card(_card(memory, now), rating, now)
            session.merge(
                Memory(
                    learner_id=learner.id,
                    question=presentation.question,
                    stability=card.stability or 0.0,
                    difficulty=card.difficulty or 0.0,
                    last_review=now,
                    due=card.due,
                )
            )
            session.add(Review(presentation_id=presentation.id, place=place, rating=int(rating), at=now))
            presentation.answered = True
            learner.answered += 1
            learner.last_seen = now
            return card.due


def _card(memory: Memory | None, now: datetime) -> Card:
    if memory is None:
        return Card(card_id=1, state=State.Learning, step=0, due=now)
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.replace(tzinfo=UTC),
        last_review=memory.last_review.replace(tzinfo=UTC),
    )


def prepare(url: str, learner_ids: Sequence[int]) -> None:
    """Create the tables, with a presentation for each learner that awaits an answer, numbered from 1."""
    engine = create_engine(_driver(url))
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        for number, learner_id in enumerate(learner_ids, start=1):
            session.add(Learner(id=learner_id))
            session.add(Presentation(id=number, learner_id=learner_id, question="cd19"))
    engine.dispose()


def answered(url: str) -> int:
    """How many reviews there are."""
    engine = create_engine(_driver(url))
    with Session(engine) as session:
        count = len(session.scalars(select(Review.id)).all())
    engine.dispose()
    return count


def _driver(url: str) -> str:
    address = make_url(url)
    driver = "sqlite" if address.drivername == "sqlite" else "postgresql+psycopg"
    return address.set(drivername=driver).render_as_string(hide_password=False)


def main() -> None:
    base = os.environ["QUIZBOT_API_BASE"]
    application = Application.builder().token(os.environ["QUIZBOT_TOKEN"]).base_url(f"{base}/bot").build()
    application.add_handler(CallbackQueryHandler(Bot(os.environ["QUIZBOT_DATABASE_URL"]).tap))
    application.run_polling()


if __name__ == "__main__":
    main()
