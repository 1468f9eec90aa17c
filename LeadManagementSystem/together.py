"""Runs programs that belong together: `python -m LeadManagementSystem.together A … -- B …`.

They end together as well: when we are asked to end, when one of them ends, when whoever started us
is gone. Nothing stays behind, not even a process that one of them started.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import groupby
from types import FrameType

Program = subprocess.Popen[bytes]

LOOK_EVERY = 0.1  # seconds
PATIENCE = 30.0  # seconds for ending in peace: a worker may finish its job
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)


class Together:
    def __init__(self, commands: list[list[str]]) -> None:
        self.commands = commands
        self.programs: list[Program] = []
        self.asked = 0
        self.parent = os.getppid()

    def run(self) -> int:
        """Run until it is time to end; return the exit code of who ended by itself, else 0."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.ask)
        die_with_us = death_wish()
        try:
            for command in self.commands:
                self.programs.append(
                    subprocess.Popen(  # noqa: S603 - the Makefile's words, no user's
                        command, start_new_session=True, preexec_fn=die_with_us
                    )
                )
            while not self.time_to_end():
                time.sleep(LOOK_EVERY)
            return next((p.returncode for p in self.programs if p.returncode), 0)
        finally:
            self.end()

    def ask(self, number: int, frame: FrameType | None) -> None:
        self.asked += 1

    def time_to_end(self) -> bool:
        ended = [program for program in self.programs if program.poll() is not None]
        return bool(self.asked or ended) or os.getppid() != self.parent

    def end(self) -> None:
        """Ask all to end; whoever is left after a while, or at a second Ctrl-C, is ended."""
        insisted = self.asked + 1 if self.asked else 2
        for program in self.programs:
            if program.poll() is None:
                program.terminate()
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit and self.asked < insisted:
            if all(program.poll() is not None for program in self.programs):
                break
            time.sleep(LOOK_EVERY)
        for program in self.programs:  # each leads a group of its own: none of its own stays
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def death_wish() -> Callable[[], object] | None:
    """On Linux, have a program asked to end when we are killed and cannot ask it."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(END_WITH_PARENT, signal.SIGTERM)


def split(words: list[str]) -> list[list[str]]:
    """Split a command line at each `--`."""
    return [list(part) for border, part in groupby(words, lambda word: word == "--") if not border]


if __name__ == "__main__":
    sys.exit(Together(split(sys.argv[1:])).run())
