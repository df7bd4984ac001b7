"""What a township may punish is what was handed on to it, and published (处罚法第二十四条)."""

from __future__ import annotations

from minzhifa.law.procedure.context import PASS, Context, Verdict, no, unknown
from minzhifa.law.procedure.guards.registry import guard
from minzhifa.law.words import day_words

EMPOWERED = "处罚法第二十四条第一款、第二款"


@guard("乡镇街道办理的是当日已经赋权的事项，收回赋权时按所定的办法继续办理", EMPOWERED)
def township_is_empowered(ctx: Context) -> Verdict:
    powers = ctx.given.get("powers")  # put there by the platform, for townships alone
    if not powers:
        return PASS
    held, matter = powers.get("held"), powers.get("matter")
    if held is True:
        return PASS
    if held is None:
        text = f"{powers.get('township')}没有选定执法事项，不能判断是否已经赋权。"
        return unknown("powers_unknown", text, EMPOWERED, "matter")
    if powers.get("withdrawn_on"):
        day, county = day_words(powers["withdrawn_on"]), powers.get("county")
        text = f"“{matter}”的行政处罚权已于{day}收回，在办案件移交{county}办理。"
        return no("powers_withdrawn", text, EMPOWERED, "matter")
    text = f"“{matter}”当日没有交由{powers.get('township')}行使，应当移送有管辖权的县级部门办理。"
    return no("not_empowered", text, EMPOWERED, "matter")
