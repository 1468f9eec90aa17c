"""What a worker does for the lists."""

from django_tasks import task

from web.lists.back import take_back_kept


@task()
def take_back(batch: int) -> dict[str, int]:
    """Take back more rows than somebody waits for."""
    return take_back_kept(batch)
