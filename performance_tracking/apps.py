from django.apps import AppConfig


class PerformanceTrackingConfig(AppConfig):
    name = "performance_tracking"

    def ready(self) -> None:
        from performance_tracking.handlers import start_listening

        start_listening()
