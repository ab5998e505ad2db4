from django.db import migrations

JOBS = ("Kinh doanh", "Kế toán", "Hỗ trợ", "Giám sát")


def make(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in JOBS:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0002_user_names_with_a_unit"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
