"""python-telegram-bot's way to the simulator without a network: each request is a call within the process."""

import json
import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from telegram.request import BaseRequest, RequestData

from quizbot.tryout.simulator import Answer, InputFile, Simulator

_FILE: Final = re.compile(r".*/file/bot(?P<token>[^/]+)/(?P<path>.+)")
_CALL: Final = re.compile(r".*/bot(?P<token>[^/]+)/(?P<method>[^/]+)")
_NOT_FOUND: Final = b'{"ok": false, "error_code": 404, "description": "Not Found"}'


class LoopbackRequest(BaseRequest):
    """A transport for `telegram.Bot`, as its `request` and its `get_updates_request`; any base URL will do.

    Nothing takes time but a long poll, so no timeout is kept. A cancelled request is a dropped connection.
    """

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    @property
    def read_timeout(self) -> float | None:
        """None: there is no limit to add a poll's own timeout to."""
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the Bot API takes GET and POST alike
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - there is no connection to lose patience with
        write_timeout: object = None,  # noqa: ARG002 - as above
        connect_timeout: object = None,  # noqa: ARG002 - as above
        pool_timeout: object = None,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """Return the status and body that a Bot API server would answer to this request."""
        parts = urlsplit(url)
        path = unquote(parts.path)
        if (download := _FILE.fullmatch(path)) is not None:
            return self._download(download["token"], download["path"])
        if (call := _CALL.fullmatch(path)) is not None:
            return _response(
                await self._call(call["token"], call["method"], dict(parse_qsl(parts.query)), request_data)
            )
        return 404, _NOT_FOUND

    async def _call(self, token: str, method: str, query: dict[str, str], request_data: RequestData | None) -> Answer:
        if token != self._simulator.token:
            return self._simulator.unauthorized()
        if request_data is None:
            return await self._simulator.call(method, query)
        files = {
            part: InputFile(name=name, content=content if isinstance(content, bytes) else content.read(), mime=mime)
            for part, (name, content, mime) in request_data.multipart_data.items()
        }
        return await self._simulator.call(method, {**query, **request_data.json_parameters}, files)

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        if token != self._simulator.token:
            return _response(self._simulator.unauthorized())
        content = self._simulator.file(path)
        return (200, content) if content is not None else (404, _NOT_FOUND)


def _response(answer: Answer) -> tuple[int, bytes]:
    return answer.status, json.dumps(answer.body).encode()
