"""Transactions: load, decide, save, return an outcome."""
