"""Who may ask: this machine, by its own name, from its own page.

Listening on 127.0.0.1 keeps other machines out. A page of some other site could still reach it through the visitor's
own browser: by a name that suddenly points here (DNS rebinding), or by opening a websocket across sites. The first
shows in the header `Host`, the second in `Origin`; both are looked at here, before anything else. The answer also tells
the browser to fetch nothing from elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

NAMES = ("127.0.0.1", "localhost")

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""For the browser: nothing from elsewhere, nothing to elsewhere, and no page of another site around this one."""
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """An application around another that lets only this machine's own pages through."""

    def __init__(self, app: App, port: int) -> None:
        self.app = app
        self.hosts = {f"{name}:{port}" for name in NAMES}
        self.origins = {f"http://{host}" for host in self.hosts}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refused = self.refusal(scope)
        if refused:
            await _refuse(scope, receive, send, refused)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers)

    def refusal(self, scope: Message) -> str:
        """Return why a request is refused; nothing when it is not."""
        given = [value.decode("latin-1").lower() for key, value in scope["headers"] if key == b"host"]
        if len(given) != 1 or given[0] not in self.hosts:
            return "The lab answers on this machine only, by its own address."
        origins = [value.decode("latin-1").lower() for key, value in scope["headers"] if key == b"origin"]
        if any(origin not in self.origins for origin in origins):
            return "The lab answers its own page only."
        if scope["type"] == "websocket" and not origins:
            # Every browser says where a websocket is opened from; who does not say it is no page.
            return "The lab answers its own page only."
        return ""


async def _refuse(scope: Message, receive: Receive, send: Send, why: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    body = f"{why}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
