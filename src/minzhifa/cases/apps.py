from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "minzhifa.cases"
    label = "cases"
    verbose_name = "案件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the policy of each model once the models are there."""
        from minzhifa.cases import policy  # noqa: PLC0415 -- models load first

        policy.register_all()
