from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "prongsai.assessment"
    verbose_name = "การประเมิน ITA"
