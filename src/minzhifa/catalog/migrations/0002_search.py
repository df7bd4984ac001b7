from django.db import migrations

from minzhifa.access.bigrams import bigram_function, bigram_index


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        bigram_function(),
        bigram_index("catalog_provision_bigrams", "catalog_provision", "text", where="level = 1"),
    ]
