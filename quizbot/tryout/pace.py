"""Telegram's flood limits, as token buckets."""


class Pace:
    """About 30 messages a second over all chats and 1 a second in one chat, each with a small burst."""
