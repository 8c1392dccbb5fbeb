"""python-telegram-bot's way to the Bot API on aiohttp: connections reused, no URL in any log, errors told apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue  # the type of an omitted timeout; the library has no public name
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # likewise

CONNECTIONS = 32  # at once; more makes each slower
READ, WRITE, CONNECT, POOL = 10.0, 10.0, 5.0, 5.0  # seconds
UPLOAD = 60.0  # seconds, for a request with files


class NotSent(NetworkError):
    """The request surely did not reach the server, so it may be sent again."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to one Bot API server."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds that an answer may take, to which a long poll adds its own."""
        return READ

    async def initialize(self) -> None:
        """Open the pool, once."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer.

        Raises:
            NotSent: the server could not be reached at all.
            TimedOut: it took the request but did not answer in time; the outcome is unknown.
            NetworkError: the connection broke after sending; the outcome is unknown.
        """
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        files = request_data is not None and request_data.contains_files
        read = _seconds(read_timeout, READ)
        write = _seconds(write_timeout, UPLOAD if files else WRITE)
        timeout = aiohttp.ClientTimeout(
            total=None if read is None or write is None else read + write,
            connect=_seconds(pool_timeout, POOL),
            sock_connect=_seconds(connect_timeout, CONNECT),
            sock_read=read,
        )
        try:
            async with self._session.request(
                method,
                url,
                **_body(request_data),
                timeout=timeout,
                allow_redirects=False,  # nobody else shall get the token
            ) as response:
                return response.status, _without_pages(response.status, await response.read())
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from None  # the message would hold the address
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The server's answer.

        Raises:
            NetworkError: it is not the Bot API's, so the outcome is unknown. What it is instead is repeated nowhere: it
                may hold what somebody wrote.
        """
        answer = _object(payload)
        if answer is None:
            raise NetworkError("the answer is not the Bot API's")
        return answer


def _without_pages(status: int, payload: bytes) -> bytes:
    """The answer, or an empty object for a failure with a page of HTML, which may repeat the address and its token."""
    failed = status >= HTTPStatus.MULTIPLE_CHOICES
    return b"{}" if failed and _object(payload) is None else payload


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _seconds(given: object, default: float) -> float | None:
    if isinstance(given, DefaultValue):
        return default
    return given if isinstance(given, float) else None if given is None else float(str(given))


def seconds_of(error: RetryAfter) -> float:
    """How long the server wants us to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def request_of(parameters: Mapping[str, object]) -> RequestData:
    """Parameters that are ready for JSON, as a request takes them; those that are None are left out."""
    return RequestData([RequestParameter(name, value, None) for name, value in parameters.items() if value is not None])


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """How aiohttp is given the parameters: as JSON, or with files as a form, which costs much more to make."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"json": request_data.parameters}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
