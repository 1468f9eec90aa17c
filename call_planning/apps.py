from django.apps import AppConfig


class CallPlanningConfig(AppConfig):
    name = "call_planning"

    def ready(self) -> None:
        from call_planning.handlers import start_listening

        start_listening()
