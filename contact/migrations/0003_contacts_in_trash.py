
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contact', "0002_search"),
        ('leads', '0002_lead_rots_at'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['deleted_at'], name='contacts_in_trash'),
        ),
    ]
