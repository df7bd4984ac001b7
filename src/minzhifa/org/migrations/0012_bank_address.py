"""罚款决定书载明代收机构的地址（罚款决定与罚款收缴分离实施办法第七条第一款）."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0011_token_countersigned")]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="payee_bank_address",
            field=models.CharField(blank=True, default="", max_length=160, verbose_name="收款银行地址"),
            preserve_default=False,
        ),
        migrations.RunSQL(  # the demo's invented agencies say themselves that they are
            "UPDATE org_agency SET payee_bank_address = address WHERE card_is_demo AND payee_bank <> ''",
            migrations.RunSQL.noop,
        ),
    ]
