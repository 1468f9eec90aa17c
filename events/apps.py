from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events.services import record
        from kernel.telling import hear

        hear(record)
