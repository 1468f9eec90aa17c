"""Work for later and by the clock: the queue, and the workers who empty it."""
