from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "kernel"

    def ready(self) -> None:
        import kernel.checks  # noqa: F401 - registers itself
        from kernel.slots import register_lookups
        from kernel.sqlite import register_moments

        register_lookups()
        register_moments()
