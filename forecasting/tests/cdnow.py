"""CDNOW's customers, read as data files out of the wheel `lifetimes` (never imported)."""

import csv
import os
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from unittest import SkipTest

import numpy as np

from forecasting.arrays import Floats
from forecasting.orders import OrderLog, one_event_a_day

CALIBRATION_ENDS = date(1997, 9, 30)


def _folder() -> Path:
    found = find_spec("lifetimes")
    if found is None or found.origin is None:
        lacking = "needs lifetimes, whose data these are: pip install -r requirements-dev.txt"
        raise RuntimeError(lacking) if os.environ.get("CI") else SkipTest(lacking)
    return Path(found.origin).parent / "datasets"


def summary() -> tuple[Floats, Floats, Floats]:
    """Return frequency, recency and T in weeks of 2,357 customers."""
    with (_folder() / "cdnow_customers_summary.csv").open() as file:
        rows = [
            (float(r["frequency"]), float(r["recency"]), float(r["T"]))
            for r in csv.DictReader(file)
        ]
    x, t_x, age = np.array(rows).T
    return x, t_x, age


def repeaters() -> tuple[Floats, Floats]:
    """Return number and mean value of the repeat orders of 946 customers."""
    with (_folder() / "cdnow_customers_summary_with_transactions.csv").open() as file:
        rows = [(float(r["x"]), float(r["zbar"])) for r in csv.DictReader(file)]
    orders, mean = np.array([row for row in rows if row[0] > 0]).T
    return orders, mean


def transactions() -> OrderLog:
    """Return the transactions of the sample of 2,357 customers."""
    rows = []
    for line in (_folder() / "CDNOW_sample.txt").read_text().splitlines():
        cells = line.replace(",", " ").split()
        if len(cells) >= 5 and cells[2].isdigit():
            day = date(int(cells[2][:4]), int(cells[2][4:6]), int(cells[2][6:8]))
            rows.append((int(cells[1]), day.toordinal(), float(cells[4])))
    account, day_, amount = zip(*rows, strict=True)
    return one_event_a_day(np.array(account), np.array(day_), np.array(amount))
