from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EvidenceConfig(AppConfig):
    name = "prongsai.evidence"
    verbose_name = "หลักฐาน"

    def ready(self) -> None:
        # Registering the check is the import; Django finds checks no other way.
        from prongsai.evidence import checks  # noqa: F401

        autodiscover_modules("evidence")
