"""The command itself, and how it ends: every way out has its code, its one line, and leaves nothing half done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

import simulator
from simulator.cli.calibrate import calibrate
from simulator.cli.check import check
from simulator.cli.claims import claims
from simulator.cli.compare import compare
from simulator.cli.console import Console
from simulator.cli.diff import diff
from simulator.cli.evidence import evidence
from simulator.cli.explore import explore
from simulator.cli.extend import extend
from simulator.cli.glossary import glossary
from simulator.cli.init import init
from simulator.cli.interruption import Terminated, stoppable
from simulator.cli.lab import lab
from simulator.cli.lesson import lesson
from simulator.cli.library import scenarios, schema
from simulator.cli.merge import merge
from simulator.cli.report import report
from simulator.cli.resume import resume
from simulator.cli.run import run
from simulator.cli.sensitivity import sensitivity
from simulator.cli.show import show
from simulator.cli.status import status
from simulator.cli.sweep import sweep
from simulator.cli.why import why
from simulator.errors import SimulatorError

NAME = "engage"
EPILOGUE = """\b
Exit codes:
  0    fine
  1    a mistake of the simulator itself, or of the machine
  2    the command is put together wrongly
  3    a file is invalid
  4    a result folder cannot be written or read
  5    some runs of a sweep failed; the others are there
  6    a finding or check was not met
  8    an optional part is not installed
  9    the cluster cannot be reached
  130  interrupted (Ctrl-C), 143 terminated; nothing half written stays, sweeps can be resumed
"""


SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "One scenario": (init, scenarios, run, compare, report, why),
    "Scenario files": (check, show, diff, schema),
    "Many runs": (sweep, resume, status, extend, merge, sensitivity, calibrate),
    "Teaching": (lesson, lab, explore, glossary),
    "What it rests on": (evidence, claims),
}
"""The commands as `engage --help` lists them: what one does first comes first."""


class _Sections(click.Group):
    """A group whose help lists the commands by what they are for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(len(name) for name in self.commands)
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(str(each.name), each.get_short_help_str(width)) for each in commands])


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        context.obj.result(f"{NAME} {simulator.__version__}")
        context.exit()


@click.group(
    NAME,
    cls=_Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOGUE,
    no_args_is_help=True,
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def program() -> None:
    """Simulate how customers come to love or leave a company, week by week, from one scenario file.

    \b
    Start with:  engage scenarios            the bundled scenarios
                 engage run telecom          one of them, projected
    """


for _commands in SECTIONS.values():
    for _command in _commands:
        program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default those of the process, and return its exit code."""
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        program(prog_name=NAME)  # a shell asks what could come next
    console = Console()
    with stoppable(to_the_end=arguments is None):
        code = _ended(list(sys.argv[1:] if arguments is None else arguments), console)
    return console.finish(code)


def _ended(arguments: list[str], console: Console) -> int:
    try:
        with program.make_context(NAME, arguments, obj=console) as context:
            program.invoke(context)
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SimulatorError as error:
        console.error(str(error))
        return error.exit_code
    except KeyboardInterrupt as stop:
        console.stopped()
        return 143 if isinstance(stop, Terminated) else 130
    except BrokenPipeError:
        console.nobody_listens()
        return 0
    except MemoryError:
        console.error("there is not enough memory for that; take fewer --customers or --replicates")
    except OSError as error:
        console.trace()
        console.error(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
    except Exception as error:  # noqa: BLE001  # the last resort is a line, not a traceback
        console.bug(error)
    return 1
