"""A Telegram bot that teaches from trustworthy documents and asks again just before people forget."""
