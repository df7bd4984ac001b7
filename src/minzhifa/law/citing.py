"""Which article a case of a field is shown: its own department's, the general act's, or another's as an analogy.

The guards and tables name the rules of the market ministry, whose texts are the most complete; `data/concordance.toml`
says which article of another department, or of the general act, holds the same.
"""

from __future__ import annotations

import re

from minzhifa.law.rulebook import GENERAL, Rules

MARKET = "market"
OF_THE_MARKET = (
    "市监程序",
    "市监听证",
    "市监公示",
    "国市监",
)  # rules of the market ministry, by the names articles use
_NAME = re.compile(r"(市监程序|市监听证|市监公示)(?:办法|规定)?")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条")
_BARE_ITEM = re.compile(r"第([一二三四五六七八九十]+)项")


def cite(article: str | None, domain: str, rules: Rules) -> str | None:
    """The article for this domain. Parts are divided by "；"; those of the market ministry are named only where it
    decides. Elsewhere each is replaced by its counterpart; without one, other parts stand alone, or it is an analogy.
    """
    return (counterpart(article, domain, rules) or f"参照{article}") if article else article


def counterpart(article: str, domain: str, rules: Rules) -> str | None:
    """As `cite`, None where neither the field's department nor the general act has an article of that matter."""
    key = article, domain
    if key not in rules.cited:
        rules.cited[key] = _counterpart(article, domain, rules)
    return rules.cited[key]


def _counterpart(article: str, domain: str, rules: Rules) -> str | None:
    chain = rules.codes(domain)
    parts = article.split("；")
    market = [part for part in parts if part.startswith(OF_THE_MARKET)]
    if MARKET in chain or not market:
        return article
    others = [part for part in parts if part not in market]
    own = [one for part in market for one in _each(part, [code for code in chain if code != GENERAL], rules)]
    if not others and not own:
        own = [one for part in market for one in _each(part, [GENERAL], rules)]
    return "；".join(dict.fromkeys((*others, *own))) or None


def _each(part: str, chain: list[str], rules: Rules) -> list[str]:
    """Counterparts of "市监程序第五十条、第五十二条第一款" in the first of these fields that has one."""
    name = _NAME.match(part)
    found = []
    for one in part[name.end() if name else 0 :].split("、"):
        exact = (name[1] if name else "") + _BARE_ITEM.sub(r"第（\1）项", one)
        whole = _ARTICLE.search(exact)
        row = rules.concordance.get(exact)
        if row is None and whole:
            row = rules.concordance.get(exact[: whole.end()])
        found += [text for code in chain if (text := (row or {}).get(code))][:1]
    return found
