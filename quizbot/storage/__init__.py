"""Tables, transactions and the statements that run in them."""
