"""The lab as a server: one machine, one port, a clean end."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.lab.serving import HOST, free_port
from tests.lab.conftest import ROOT, Served, serve


def asked(lab: Served, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, lab.port, timeout=20)
    connection.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
    with contextlib.closing(connection):
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.slow
def test_it_answers_itself_and_nobody_else(served: Served) -> None:
    status, page = asked(served)
    assert status == 200
    assert "Engagement lab" in page
    # Whatever the page names lies here.
    assert (
        "//" not in page.replace("http://www.w3.org", "").replace('"/_nicegui', "").replace("// ", "").split("<body")[0]
    )
    assert asked(served, Host="evil.example")[0] == 403
    assert asked(served, Host=f"evil.example:{served.port}")[0] == 403
    assert asked(served, Origin="http://evil.example")[0] == 403
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    wire = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    foreign = asked(served, wire, Sec_WebSocket_Key="x" * 22 + "==", Origin="http://evil.example", **upgrade)
    assert foreign[0] == 403
    # It does not listen where other machines could hear it.
    with socket.socket() as other:
        other.bind(("127.0.0.2", served.port))


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_and_ctrl_c_ends_it(served: Served, tmp_path: Path) -> None:
    other = serve(tmp_path, "--port", str(served.port), "--language", "nl")
    assert other.port > served.port
    assert "Engagementlab" in asked(other)[1]
    code, said = other.stop()
    assert code == 0
    assert f"Port {served.port} is taken; the lab answers on {other.port}" in said
    assert "Traceback" not in said
    assert said.rstrip().endswith("The lab is closed.")
    # Nothing was left behind where it was started.
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_request_to_terminate_ends_it_as_one(tmp_path: Path) -> None:
    code, said = serve(tmp_path, "--port", "0").stop(signal.SIGTERM)
    assert code == 143
    assert "Traceback" not in said


def test_no_free_port_is_said() -> None:
    with socket.socket() as last:
        last.bind((HOST, 65_535))
        last.listen()
        with pytest.raises(UsageError, match="no port from 65535 to 65535 is free"):
            free_port(65_535)


def ended(folder: Path, *arguments: str, path: str = str(ROOT)) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "lab", "--no-browser", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_without_the_optional_part_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "nicegui.py").write_text("raise ImportError('not here')\n")
    code, out, said = ended(tmp_path, path=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (code, out) == (8, "")
    assert said.count("\n") == 1
    assert "engagement-simulator[lab]" in said


@pytest.mark.parametrize(
    ("argument", "code", "said"), [("telecon", 3, "did you mean"), ("lesson:nowhere", 2, "there is no lesson")]
)
def test_what_cannot_be_opened_is_said_before_anything_is_served(
    tmp_path: Path, argument: str, code: int, said: str
) -> None:
    done = ended(tmp_path, argument)
    assert done[:2] == (code, "")
    assert said in done[2]
