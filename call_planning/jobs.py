"""What the ranking of calls needs every night."""

from django.utils import timezone
from django_tasks import task


@task()
def learn_from_calls() -> int:
    """Learn anew what calls add to orders, and how likely leads are won from each stage."""
    # Only here: whoever asks for the job imports this file, and numpy weighs on every process.
    from call_planning.services.learning import learn

    return learn(now=timezone.now())
