"""Jobs survive the death of their workers: real processes, really killed (see proof_jobs)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.test import TransactionTestCase

from tests.processes import environment, shared_database

ROOT = Path(__file__).resolve().parent.parent
JOBS, UNDONE, KILLS = (
    int(number) for number in os.environ.get("KAM_PROOF_JOBS", "600,60,12").split(",")
)


class NoJobIsLostTests(TransactionTestCase):
    seconds = 40

    def prove(self) -> dict[str, Any]:
        flags = [f"--jobs={JOBS}", f"--undone={UNDONE}", f"--kills={KILLS}"]
        with shared_database() as url:
            proof = subprocess.run(
                [sys.executable, "-m", "tests.proof_jobs", *flags],
                cwd=ROOT,
                env=environment(url),
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
        self.assertEqual(proof.returncode, 0, proof.stderr[-3000:])
        figures: dict[str, Any] = json.loads(proof.stdout)
        return figures

    def test_while_workers_are_killed_each_job_takes_effect_once_and_no_ghost_does(self) -> None:
        figures = self.prove()

        self.assertEqual(figures["kills"], KILLS, figures)
        self.assertEqual(figures["wishes"], JOBS, figures)
        self.assertEqual(figures["effects"], JOBS, figures)
        self.assertEqual((figures["lost"], figures["ghosts"]), (0, 0), figures)
        self.assertEqual(figures["states"], {"SUCCESSFUL": JOBS}, figures)
        self.assertGreater(figures["tried again"], 0, figures)
        self.assertEqual(set(figures["exit codes"]), {0}, figures)
