"""Telegram in a box: the Bot API in memory, over HTTP with a chat page, or within the process."""
