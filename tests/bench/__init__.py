"""Figures from runs, beside the stock python-telegram-bot echo bot in the same run; nothing here asserts on time."""
