from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "minzhifa.org"
    label = "org"
    verbose_name = "组织机构"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the policies and listen to the login library."""
        from minzhifa.org import policy, sessions  # noqa: PLC0415 -- models are loaded only now

        policy.register_all()
        sessions.connect()
