"""The demo company, loaded by a worker."""

from django_tasks import task

from demo.services.asking import load_asked


@task()
def load_demo_company(hashed: str) -> bool:
    """Fill the empty database that an admin looks at for the first time."""
    return load_asked(hashed)
