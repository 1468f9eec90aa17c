"""What a worker does for the team page."""

from django_tasks import task

from web.team.handing import hand_over_kept


@task()
def hand_over(batch: int) -> dict[str, int]:
    """Hand over more leads than somebody waits for."""
    return hand_over_kept(batch)
