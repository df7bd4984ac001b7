from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "minzhifa.subjects"
    label = "subjects"
    verbose_name = "执法对象"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from minzhifa.subjects.policy import register_policies  # noqa: PLC0415 - models are loaded only now

        register_policies()
