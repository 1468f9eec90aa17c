"""Keeps a worker going: one that a job killed is replaced at once."""

import logging
import os
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import connections

logger = logging.getLogger("jobs")

ENDING = {signal.SIGTERM, signal.SIGINT}
PAUSE = 1.0  # seconds before a dead worker is replaced
IN_PEACE = 111  # exit code of a child that was asked to end; not 0, with which a job can end it


class Supervisor:
    """Runs the work in a child process, which takes the blow when a job dies badly."""

    def __init__(self, work: Callable[[], int]) -> None:
        self.work = work
        self.child = 0
        self.stopping = False
        for number in ENDING:
            signal.signal(number, self.stop)

    def run(self) -> int:
        """Start the child, again and again, until one ends in peace or we are asked to end."""
        while True:
            status = self.one_life()
            if self.stopping or os.waitstatus_to_exitcode(status) == IN_PEACE:
                return 0
            logger.error("A worker died (%s); the next one starts.", died_of(status))
            time.sleep(PAUSE)

    def one_life(self) -> int:
        """Return the wait status of one child; 0 without one when we are asked to end."""
        connections.close_all()  # a connection must not be shared with a child
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        if not self.stopping:
            self.child = os.fork()
            if self.child == 0:
                self.be_the_child()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        status = os.waitpid(self.child, 0)[1] if self.child else 0
        self.child = 0
        return status

    def be_the_child(self) -> None:
        """Work, and end without unwinding what belongs to the parent."""
        code = os.EX_SOFTWARE
        try:
            self.work()
            code = IN_PEACE
        except BaseException:
            logger.exception("The worker broke.")
        finally:
            os._exit(code)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        if self.child:
            os.kill(self.child, signal.SIGTERM)


def died_of(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
