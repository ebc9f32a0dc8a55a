"""What a command costs: CPU seconds of it and all it started, and the memory they held at once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

POLL = 0.02


class Cost(NamedTuple):
    """CPU seconds (user and system), peak resident bytes, exit code (``None``: the run was stopped), seconds by the clock."""

    cpu: float
    peak: int
    code: int | None
    wall: float


def measure(
    command: Sequence[str], stdout: Path, stderr: Path, environment: Mapping[str, str], folder: Path, limit: float
) -> Cost:
    """Run ``command`` in ``folder`` for at most ``limit`` seconds.

    The kernel counts the CPU time of the process and of all children that were waited for, so nothing is missed between
    two looks. Memory is the sum over the processes alive, looked at every 20 ms (pages that they share count in each), or
    the most that a single one held, whichever is more. The ``ru_maxrss`` of a child will not do: it starts with what this
    process held when it started the child.
    """
    with stdout.open("wb") as out, stderr.open("wb") as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, env=dict(environment), cwd=folder, start_new_session=True
        )
        start, peak, stopped = time.monotonic(), 0, False
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, *resident(process.pid))
            if not stopped and time.monotonic() - start > limit:
                os.killpg(process.pid, signal.SIGKILL)
                stopped = True
            time.sleep(POLL)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if not peak:  # no ``/proc`` here
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    cpu, code = usage.ru_utime + usage.ru_stime, None if stopped else process.returncode
    return Cost(cpu, peak, code, wall)


def resident(pid: int) -> tuple[int, int]:
    """Bytes of memory held by a process and its descendants now, and the most any single one of them ever held."""
    total, most, todo = 0, 0, [pid]
    while todo:
        folder = Path("/proc") / str(todo.pop())
        try:
            status = (folder / "status").read_text()
            for task in (folder / "task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
        sizes = {name: int(number) for name, number in re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", status, re.MULTILINE)}
        total += sizes.get("VmRSS", 0) * 1024
        most = max(most, sizes.get("VmHWM", 0) * 1024)
    return total, most
