
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leads', '0001_leads'),
    ]

    operations = [
        migrations.AddField(
            model_name='lead',
            name='last_activity_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='rots_at',
            field=models.DateTimeField(null=True),
        ),
    ]
