from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "minzhifa.desk"
    label = "desk"
    verbose_name = "办案端"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the rooms' things take part in the global search; say whose uploads are."""
        from minzhifa.desk.cases.finder import register_cases  # noqa: PLC0415 -- models are loaded only now
        from minzhifa.desk.elements.policy import register_policies  # noqa: PLC0415 -- models are loaded only now
        from minzhifa.desk.finders import register_all  # noqa: PLC0415 -- models are loaded only now

        register_all()
        register_cases()
        register_policies()
