"""Order rhythm in numpy and scipy: no Django, no database, no clock."""

import os

# Threads of the algebra library cost more than they bring on arrays of this shape.
os.environ.setdefault("OMP_NUM_THREADS", "1")
