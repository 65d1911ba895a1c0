"""`engage lab`: the page with sliders, on this machine only."""

from __future__ import annotations

import click

from simulator.cli.console import Console, talkative
from simulator.cli.interruption import Terminated

PORT = 8600


@click.command(short_help="Open a page with sliders: two worlds side by side.")
@click.argument("file", required=False)
@click.option("--port", type=click.IntRange(0, 65_535), default=PORT, show_default=True, help="Port; 0 takes any.")
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="Of the page.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser; only say the address.")
@talkative
@click.pass_obj
def lab(console: Console, file: str | None, port: int, language: str, no_browser: bool) -> None:
    """Open a page with sliders on this machine: today and what if, the same customers with the same luck.

    FILE is a scenario, a name in the library, a lesson (lesson:recovery-paradox), or a page that was saved; without it
    the page begins with a lesson. Nothing leaves the machine. Ctrl-C closes the lab, which ends with 0.
    """
    from simulator.lab.opening import opened

    state, files = opened(file, "nl" if language == "nl" else "en")
    from simulator.lab.serving import serve

    def ready(address: str, number: int) -> None:
        if port and number != port:
            console.say(f"Port {port} is taken; the lab answers on {number}")
        console.result(address)
        console.tell_of_compiling()
        console.say("Open it in a browser on this machine. Ctrl-C closes the lab.")

    try:
        serve(state, files, port, ready, not no_browser)
    except Terminated:
        raise
    except KeyboardInterrupt:
        pass  # the way to close it
    console.say("The lab is closed.")
