"""What `make run` starts ends together, whoever dies first and however."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase

from LeadManagementSystem.together import split
from tests.processes import lives, wait_until

ROOT = Path(__file__).resolve().parent.parent
# A server with a worker process of its own; a program that will not end when asked.
SERVER = "sleep 60 & echo $! >> {pids}; echo $$ >> {pids}; wait"
DEAF = "trap '' TERM; echo $$ >> {pids}; while :; do sleep 0.2; done"


class TogetherTests(SimpleTestCase):
    def setUp(self) -> None:
        folder = Path(self.enterContext(TemporaryDirectory(prefix="kam-together-")))
        self.file = folder / "pids"

    def pids(self) -> list[int]:
        return [int(word) for word in self.file.read_text().split()] if self.file.exists() else []

    def start(self, *scripts: str, expected: int, parent: str = "") -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "LeadManagementSystem.together"]
        for script in scripts:
            words += ["--", "sh", "-c", script.format(pids=self.file)]
        command = ["sh", "-c", parent, *words] if parent else words
        program = subprocess.Popen(command, cwd=ROOT)
        self.addCleanup(program.wait)
        self.addCleanup(program.kill)
        wait_until(lambda: len(self.pids()) == expected)
        return program

    def assert_nothing_stays(self) -> None:
        wait_until(lambda: not any(lives(pid) for pid in self.pids()), seconds=30)

    def test_asked_to_end_all_end_with_what_they_started(self) -> None:
        program = self.start(SERVER, SERVER, expected=4)
        self.assertTrue(all(lives(pid) for pid in self.pids()))

        program.terminate()

        self.assertEqual(program.wait(30), 0)
        self.assert_nothing_stays()

    def test_when_one_ends_the_others_end_and_its_code_is_ours(self) -> None:
        program = self.start(SERVER, "sleep 0.5; exit 3", expected=2)

        self.assertEqual(program.wait(30), 3)
        self.assert_nothing_stays()

    def test_killed_hard_it_takes_the_others_along(self) -> None:
        program = self.start("echo $$ >> {pids}; exec sleep 60", expected=1)

        program.kill()

        self.assert_nothing_stays()

    def test_when_whoever_started_it_is_killed_it_ends(self) -> None:
        program = self.start(SERVER, expected=2, parent='"$0" "$@" & wait')

        program.kill()

        self.assert_nothing_stays()

    def test_a_second_request_to_end_waits_for_nobody(self) -> None:
        program = self.start(DEAF, expected=1)

        program.terminate()
        with self.assertRaises(subprocess.TimeoutExpired):
            program.wait(1)
        program.terminate()

        program.wait(20)  # long before its patience ends
        self.assert_nothing_stays()

    def test_the_command_line_is_split_at_each_border(self) -> None:
        self.assertEqual(split(["a", "-x", "--", "b", "--c"]), [["a", "-x"], ["b", "--c"]])
