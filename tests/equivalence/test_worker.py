"""A worker process ends with the process that started it, also from within a program that has no end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from translator.frontend.site import Site

ASKER = """
import subprocess, sys
worker = subprocess.Popen(
    [sys.executable, "-m", "equivalence.worker"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
)
worker.stdin.write(sys.argv[1] + "\\n")
worker.stdin.flush()
print(worker.pid, flush=True)
sys.stdin.read()
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_no_worker_is_left_behind(tmp_path: Path) -> None:
    program = tmp_path / "endless.sas"
    program.write_text("data _null_; do while (1); end; run;\n")
    job = {
        "path": str(program), "name": "endless", "shown": str(program), "engine": "reference", "librefs": {}, "encoding": "",
        "out": str(tmp_path / "out"), "steps": False, "private": False, "site": Site().as_dict(),
    }  # fmt: skip
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER, json.dumps(job)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert asker.stdout is not None
    pid = int(asker.stdout.readline())
    time.sleep(3)
    assert alive(pid), "the worker ended before its program could be endless"
    asker.kill()
    asker.wait()
    try:
        limit = time.monotonic() + 30
        while alive(pid) and time.monotonic() < limit:
            time.sleep(0.2)
        assert not alive(pid)
    finally:
        if alive(pid):
            os.killpg(pid, signal.SIGKILL)
