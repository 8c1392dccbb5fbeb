"""The yardstick: python-telegram-bot's echo bot as its own documentation has it, with the default client."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    base = os.environ["QUIZBOT_API_BASE"]
    application = Application.builder().token(os.environ["QUIZBOT_TOKEN"]).base_url(f"{base}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
