"""Serving the page: on this machine only, on the first port that is free, until Ctrl-C."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

from simulator.errors import MissingPartError, UsageError
from simulator.lab.guard import Guard
from simulator.lab.state import State
from simulator.lab.worlds import Worlds

HOST = "127.0.0.1"
PORT = 8600
TRIED = 50
"""Ports that are tried from the one asked for, where it is taken."""


def free_port(port: int) -> tuple[socket.socket, int]:
    """Return a socket that listens on this port, or on the next one that is free; 0 takes any.

    Raises:
        UsageError: when none of them is.
    """
    for tried in range(port, min(port + TRIED, 65_536)) if port else (0,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, tried))
            # Bound is not yet taken: another could bind beside it until one of the two listens.
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener, int(listener.getsockname()[1])
    raise UsageError(f"no port from {port} to {min(port + TRIED, 65_536) - 1} is free; name another with --port")


def serve(
    otherwise: State, opened: dict[str, Worlds], port: int, ready: Callable[[str, int], None], browser: bool
) -> None:
    """Serve the page until somebody stops it; `ready` hears the address and the port once it answers.

    Raises:
        MissingPartError: when the library for pages is not installed.
        UsageError: when no port is free.
    """
    try:
        import uvicorn
        from fastapi import FastAPI

        from simulator.lab.page import build
    except ImportError as error:
        raise MissingPartError.of("the lab", "nicegui", "lab") from error
    from simulator.lab.living import Engine, get_ready

    listener, number = free_port(port)
    address = f"http://{HOST}:{number}/"
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    sessions = build(app, Engine(), otherwise, opened)
    config = uvicorn.Config(
        Guard(app, number), log_level="error", access_log=False, lifespan="on", timeout_graceful_shutdown=1
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready(address, number)
                threading.Thread(target=get_ready, daemon=True).start()
                if browser:
                    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        Server(config).run(sockets=[listener])
    finally:
        for session in list(sessions.values()):
            session.close()
        listener.close()
