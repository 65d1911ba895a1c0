"""What the command says, and where: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATIENCE_SECONDS = 0.7
"""A wait that is shorter needs no progress."""

LINE_SECONDS = 10.0
"""Between two lines about progress when standard error is no terminal."""

ENOUGH_TO_TELL = 0.05
"""What is left is estimated from this share on: the beginning compiles and builds, and says little of the rest."""


class Console:
    """One run of the command: how much it says, and what became of it."""

    def __init__(self) -> None:
        self.quiet = False
        self.verbose = False
        self.written: Path | None = None
        """The folder that was written, once it was."""
        self.left = ""
        """What an interruption leaves, where that is neither nothing nor a whole result."""
        self._bar: Progress | None = None
        self._listening = True
        self._lost: OSError | None = None
        self._stands = False
        self._stood = time.monotonic()

    def result(self, text: str) -> None:
        """Print a result; once nobody reads any more, the work goes on in silence."""
        if not self._listening:
            return
        self._clear()
        try:
            click.echo(text)
            sys.stdout.flush()
        except BrokenPipeError:
            self.nobody_listens()
        except OSError as error:
            # The folder is worth more than the words; what went wrong here is told at the end.
            self.nobody_listens()
            self._lost = error

    def say(self, text: str) -> None:
        """Narrate."""
        if not self.quiet:
            self._on_error(text)

    def detail(self, text: str) -> None:
        """Narrate what only some want to know."""
        if self.verbose:
            self._on_error(text)

    def error(self, text: str) -> None:
        """Say what went wrong; a place such as file:line:column comes first, for editors."""
        self._on_error(text)

    def bug(self, error: Exception) -> None:
        """Own up to a mistake of ours."""
        self.trace()
        hint = "" if self.verbose else "; repeat with -v to see where, and please report it"
        self._on_error(f"this is a mistake of the simulator: {type(error).__name__}: {error}{hint}")

    def trace(self) -> None:
        """Show where an error came from to those who asked for details."""
        if self.verbose:
            self._on_error(traceback.format_exc().rstrip())

    def stopped(self) -> None:
        """Say what an interruption leaves."""
        what = f"the result is complete in {self.written}" if self.written else self.left or "nothing was written"
        self._on_error(f"stopped; {what}")

    def tell_of_compiling(self) -> None:
        """Say why nothing happens for a while, where the rule was never compiled for this machine."""
        from simulator.population.population import is_compiled

        if not is_compiled():
            self.say("compiling the rule for this machine, once, about half a minute")

    def progress(self, label: str) -> Progress:
        """Return something to tell of progress: a bar on a terminal, a line now and then elsewhere."""
        self._bar = Progress(label, self)
        return self._bar

    def standing(self, text: str) -> None:
        """Show on a terminal what is being done just now, until the next words; elsewhere say it now and then."""
        if self.quiet:
            return
        if sys.stderr.isatty():
            self._clear()
            click.echo(text, err=True, nl=False)
            self._stands = True
        elif time.monotonic() - self._stood >= LINE_SECONDS:
            self._stood = time.monotonic()
            self._on_error(text)

    def _clear(self) -> None:
        """Take away what stands on the last line of the terminal."""
        if self._stands:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._stands = False

    def nobody_listens(self) -> None:
        """The reader of standard output has gone, as `head` does; say no more there."""
        self._listening = False
        # What is still buffered would be flushed when Python ends, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def finish(self, code: int) -> int:
        """Bring the last words out; return the exit code, which is 1 when they could not be."""
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            self.nobody_listens()
        except OSError as error:
            self.nobody_listens()
            self._lost = error
        if self._lost is None:
            return code
        where = f"; the result is complete in {self.written}" if self.written else ""
        self._on_error(f"standard output cannot be written: {self._lost.strerror}{where}")
        return code or 1

    def _on_error(self, text: str) -> None:
        if self._bar is not None:
            self._bar.close()
        self._clear()
        with suppress(OSError):  # there is nowhere left to complain
            click.echo(text, err=True)


class Progress:
    """Tells how far the work is; called with the share that is done."""

    def __init__(self, label: str, console: Console) -> None:
        self.label = label
        self._console = console
        self._started = time.monotonic()
        self._told = self._started
        self._bar: Any = None
        self._open = not console.quiet

    def __call__(self, share: float) -> None:
        """Show the share that is done, when it is time to."""
        now = time.monotonic()
        taken = now - self._started
        if not self._open or taken < PATIENCE_SECONDS:
            return
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=1000, label=self.label, file=sys.stderr).__enter__()
            self._bar.update(round(share * 1000) - self._bar.pos)
        elif now - self._told >= LINE_SECONDS and 0.0 < share < 1.0:
            self._told = now
            left = f", about {duration(taken / share - taken)} left" if share >= ENOUGH_TO_TELL else ""
            click.echo(f"{self.label}: {share:.0%} done{left}", err=True)

    def close(self) -> None:
        """Finish the bar, so that the next words have a line of their own."""
        self._open = False
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def duration(seconds: float) -> str:
    """Return a length of time as it is said.

    Example:
        >>> duration(0.314), duration(42.4), duration(150)
        ('0.3 s', '42 s', '2 min 30 s')
    """
    if seconds < 10.0:
        return f"{seconds:.1f} s"
    if seconds < 120.0:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def talkative(function: F) -> F:
    """Give a command the options -q and -v."""

    def keep(attribute: str) -> Callable[[click.Context, click.Parameter, bool], None]:
        def callback(context: click.Context, _: click.Parameter, value: bool) -> None:
            if value:
                setattr(context.ensure_object(Console), attribute, True)

        return callback

    options = (
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=keep("quiet"), help="Only the result."
        ),
        click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=keep("verbose"), help="Say more."),
    )
    for option in options:
        function = option(function)
    return function


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
overriding = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    help="Another value for this once, such as recovery.empathy=0.8 or touchpoints[bill].contacts_per_week=0.5.",
)
