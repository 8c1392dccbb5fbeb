"""The rules that question sets are held to: one small generator a rule, one file a family.

`registry` has all of them, `errors` those whose breach stops the bot; whoever needs only these does not wait for the
rest.
"""
