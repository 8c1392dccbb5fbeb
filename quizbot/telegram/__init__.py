"""One update in, one service call, one screen out."""

import sys

# python-telegram-bot imports httpx, and that the command line of its own, with rich and click: a tenth of all that a
# start imports, and nobody calls it. httpx bears with its absence, and None is Python's word for a module to leave out.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # typeshed knows modules only
