from django.db import migrations


def rename_the_basis(apps, _schema):
    """The value is called as the rules call it."""
    for stored in apps.get_model('policy', 'PolicyVersion').objects.all():
        if 'basis_when_cut' in stored.values:
            stored.values['renewal_basis'] = stored.values.pop('basis_when_cut')
            stored.save()


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(rename_the_basis, migrations.RunPython.noop),
    ]
