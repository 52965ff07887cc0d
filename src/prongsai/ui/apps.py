from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "prongsai.ui"
    verbose_name = "หน้าเว็บ"

    def ready(self) -> None:
        # Registering the check is the import; Django finds checks no other way.
        from prongsai.ui import checks  # noqa: F401
