from django.apps import AppConfig

from prongsai.ui import navigation


class AssessmentConfig(AppConfig):
    name = "prongsai.assessment"
    verbose_name = "การประเมิน ITA"

    def ready(self) -> None:
        navigation.add("assessment.import", "นำเข้าคะแนน", "Import scores", "assessment:import", staff=True)
