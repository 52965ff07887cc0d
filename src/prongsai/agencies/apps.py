from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "prongsai.agencies"
    verbose_name = "หน่วยงาน"
