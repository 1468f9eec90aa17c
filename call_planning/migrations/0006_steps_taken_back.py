from django.db import migrations, models


class Migration(migrations.Migration):
    """A due call does not count as made while its call is deleted."""

    dependencies = [
        ('call_planning', '0005_steps_of_owners'),
    ]

    operations = [
        migrations.AddField(
            model_name='planstep',
            name='taken_back',
            field=models.BooleanField(db_default=False, default=False, help_text='its call was deleted'),
        ),
    ]
