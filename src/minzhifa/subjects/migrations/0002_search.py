from django.db import migrations

from minzhifa.access.bigrams import bigram_function, bigram_index


class Migration(migrations.Migration):
    dependencies = [("subjects", "0001_initial")]

    operations = [
        bigram_function(),
        bigram_index("subjects_subject_bigrams", "subjects_subject", "search_text"),
        migrations.RunSQL(
            "CREATE INDEX subjects_subject_initials ON subjects_subject (initials text_pattern_ops)",
            "DROP INDEX subjects_subject_initials",
        ),
    ]
