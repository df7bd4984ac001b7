"""Reading one record. Tolerant in form, strict in meaning: null is "not visible", never "none"; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as given
from datetime import date
from typing import Any

from minzhifa.cases.errors import BadFacts
from minzhifa.cases.replay.amounts import amount, flat, yuan_of
from minzhifa.law.discretion import KINDS, kind_of
from minzhifa.law.hidden import plain

DATES = {
    "clue": "线索日期",
    "inspection": "检查日期",
    "filing": "立案日期",
    "prior_notice_served": "告知送达日期",
    "statement": "陈述申辩日期",
    "hearing": "听证日期",
    "decision": "决定日期",
    "served": "决定送达日期",
    "paid": "缴款日期",
    "performed": "履行日期",
}
DAYS = {"evidence": "证据日期", "cert_valid_until": "执法证有效期", "published": "发布日期"}  # days beside those
MOST_ID = 120
YEARS = range(1900, 2200)
_WHOLE_CODE = re.compile("[0-9A-Z]{18}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{4})(?!\d)(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?)?\s*[月年]?")
_FIGURES = "〇一二三四五六七八九"
_CHINESE_DAY = re.compile(
    "([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_PARTY = (
    ("natural_person", ("自然人", "个人", "公民")),
    ("sole_trader", ("个体",)),
    ("other_organisation", ("村民委员会", "居民委员会", "供销", "合伙", "个人独资", "其他组织", "门市部", "合作社")),
    ("legal_person", ("企业", "公司", "法人", "事业单位", "机关", "社会团体", "医院", "学校")),
)
_EVIDENCE = (
    ("record", ("笔录", "勘验", "勘察")),
    ("expert", ("鉴定", "检测报告", "监测报告", "检验报告", "比对监测")),
    ("audiovisual", ("视频", "录像", "录音", "音像", "照片", "监控")),
    ("electronic", ("电子", "数据", "截图", "微信")),
    ("testimony", ("证人",)),
    ("statement", ("陈述", "申辩")),
)
_NAMES = sorted({name for kind in KINDS.values() for name in (kind.label, *kind.other_names)}, key=len, reverse=True)
_BETWEEN = re.compile(r"[;、+。]|,(?!\d{3}(?!\d))|并处以?|(?<=[元整])[和并]")
ORDER = "order"  # 责令改正 and the like: no penalty (处罚法28); a name the law does not list stays without a code


@dataclass(frozen=True, slots=True)
class Record:
    """One record, read. `raw` is the whole of it as it came; the rest is what the procedure can use."""

    id: str
    procedure: str
    raw: Mapping[str, Any]
    agency: str = ""
    agency_level: str = ""
    region: str = ""
    region_code: str = ""
    field: str = ""
    number: str = ""
    cause: str = ""
    summary: str = ""
    dates: Mapping[str, str] = given(default_factory=dict)  # known ones, ISO, possibly partial
    unread_dates: Mapping[str, str] = given(default_factory=dict)
    party: Mapping[str, Any] | None = None
    evidence: Sequence[Mapping[str, Any]] = ()
    penalties: Sequence[Mapping[str, Any]] = ()
    officers: Sequence[Mapping[str, Any]] = ()
    payments: Sequence[Mapping[str, Any]] = ()
    range: Mapping[str, Any] | None = None  # statutory bounds of the fine, where the record states them
    violated: Sequence[str] = ()
    basis: Sequence[str] = ()
    published: str = ""
    notes: Sequence[str] = ()  # checks that could not be made on the record's own words


def text(value: Any) -> str:
    """A field as text: lists joined, null empty, numbers as written."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "；".join(text(v) for v in value if v is not None)
    if isinstance(value, Mapping):
        return "；".join(f"{k}：{text(v)}" for k, v in value.items() if v is not None)
    return plain(str(value)).strip()


def _spelled(words: str) -> str:
    """二〇二五年四月三日 with digits; other texts as they are."""
    found = _CHINESE_DAY.match(words)
    if not found:
        return words
    year = "".join(str(_FIGURES.index(one)) for one in found[1].replace("零", "〇").replace("○", "〇"))
    rest = [str(_up_to_99(one)) for one in found.groups()[1:] if one]
    return "-".join([year, *rest])


def _up_to_99(words: str) -> int:
    tens, ten, ones = words.partition("十")
    if not ten:
        return _FIGURES.index(words)
    return (_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0)


def day(value: Any, name: str) -> str:
    """A date as ISO, as exact as it was written; "" when it is no date at all. Raises `BadFacts` for 2025-02-30."""
    written = _spelled(unicodedata.normalize("NFKC", text(value)))
    found = _COMPACT.fullmatch(written) or _DAY.match(written)
    if not found or int(found[1]) not in YEARS:
        return ""
    year, month, dom = found.groups()
    try:
        date(int(year), int(month or 1), int(dom or 1))
    except ValueError:
        raise BadFacts(
            f"{DATES.get(name) or DAYS.get(name, name)}“{text(value)}”在日历上不存在。", f"dates.{name}"
        ) from None
    return "-".join([year, *(part.zfill(2) for part in (month, dom) if part)])


def _money(one: Mapping[str, Any], name: str) -> tuple[str | None, str]:
    """The amount `name` of a row, with the unit that the row writes."""
    own = one.get(f"{name}_yuan")
    return amount(one.get(name) if own is None else own, one.get("unit"), says_yuan=own is not None)


def _spoken_penalty(words: str) -> list[dict[str, Any]]:
    """Penalties written as one text: "没收违法所得1,952.00元，并处罚款5,800元". One row where it is not clear."""
    parts = [part for part in _BETWEEN.split(flat(words)) if part]
    rows = []
    for part in parts:
        name = next((one for one in _NAMES if part.startswith(one)), "")
        if not name and not part.startswith(("责令", "限期")):
            return [{"kind": words}]
        if not name:
            rows.append({"kind": part})
            continue
        rest = part.removeprefix(name)
        read = bool(rest) and yuan_of(rest) is not None
        rows.append({"kind": name, "amount" if read else "detail": rest or None})
    return rows or [{"kind": words}]


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _code(table: Sequence[tuple[str, Sequence[str]]], words: str) -> str:
    return next((code for code, keys in table if any(k in words for k in keys)), "")


def _penalty_rows(value: Any) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for item in _listed(value):
        if isinstance(item, Mapping):
            rows.append(item)
        else:
            rows.extend(_spoken_penalty(text(item)))
    return rows


def _penalties(value: Any) -> list[dict[str, Any]]:
    rows = []
    for one in _penalty_rows(value):
        name = text(one.get("kind") or one.get("name"))
        yuan, rest = _money(one, "amount")
        detail = "；".join(x for x in (text(one.get("detail")), rest) if x)
        kind = kind_of({"name": name}) or (ORDER if re.match("责令|限期", name) else None)
        rows.append({"kind": kind, "name": name or "未载明", "amount": yuan, "detail": detail or None})
    return rows


def _evidence(value: Any) -> list[dict[str, Any]]:
    rows = []
    for place, item in enumerate(_listed(value), 1):
        one = item if isinstance(item, Mapping) else {"type": item}
        title = text(one.get("type") or one.get("title")) or "未载明"
        rows.append(
            {
                "id": f"record-{place}",
                "kind": _code(_EVIDENCE, title) or "documentary",
                "title": title,
                "date": day(one.get("date"), "evidence") or None,
                "count": one.get("count") if isinstance(one.get("count"), int) else text(one.get("count")) or None,
                "source": "原案卷记载",
            }
        )
    return rows


def _officers(value: Any) -> list[dict[str, Any]]:
    rows = []
    for item in _listed(value):
        one = item if isinstance(item, Mapping) else {"name": item}
        name, number = text(one.get("name")), text(one.get("cert_no") or one.get("certificate"))
        bad = one.get("valid") is False or one.get("cert_valid") is False
        rows.append(
            {
                "officer_id": f"record:{name}:{number}"[:35],
                "name": name or "未载明",
                "certificate": number or None,
                "valid": False if bad else None,
                "why": "原记载写明执法证无效" if bad else "历史记录没有载明执法证当日是否有效",
                "until": day(one.get("cert_valid_until") or one.get("valid_until"), "cert_valid_until") or None,
            }
        )
    return rows


def _payments(value: Any) -> list[dict[str, Any]]:
    """What was paid, where the record says how much; nothing else can be counted."""
    rows = []
    for item in _listed(value):
        if not isinstance(item, Mapping):
            continue
        yuan, _ = _money(item, "amount")
        paid = day(item.get("paid_on") or item.get("date"), "paid")
        if yuan:
            rows.append({"amount": yuan, "paid_on": paid or None})
    return rows


def _range(value: Any) -> dict[str, Any] | None:
    """Bounds of the fine in yuan."""
    if not isinstance(value, Mapping):
        return None
    low, high = (_money(value, key)[0] for key in ("min", "max"))
    return {"unit": "yuan", "min": low, "max": high} if high else None


def _party(value: Any, notes: list[str]) -> dict[str, Any] | None:
    one = value if isinstance(value, Mapping) else {"name": value}
    name, kind = text(one.get("name")), text(one.get("type") or one.get("kind"))
    if not name and not kind:
        return None
    party: dict[str, Any] = {
        "kind": _code(_PARTY, kind) or None,
        "kind_text": kind or None,
        "name": name or "未载明",
        "uscc": text(one.get("uscc")) or None,
        "legal_representative": text(one.get("legal_representative")) or None,
        "address": text(one.get("address")) or None,
    }
    if party["uscc"] and one.get("uscc_valid") is False:
        # The record itself says that the printed code fails its check: kept as printed, and not used as a key.
        party["uscc_as_printed"], party["uscc"] = party["uscc"], None
        notes.append("统一社会信用代码按原文保留，校验不通过，未作为当事人标识")
    elif party["uscc"] and not _WHOLE_CODE.fullmatch(party["uscc"].upper()):
        # An older registration number, or masked by who published it: no code that could be right or wrong.
        party["uscc_as_printed"], party["uscc"] = party["uscc"], None
        notes.append("原文所载不是完整的 18 位统一社会信用代码，按原文保留，未作为当事人标识")
    return party


def _published(value: Any) -> str:
    try:
        return day(value, "published")
    except BadFacts:
        return ""


def read(raw: Mapping[str, Any]) -> Record:
    """The record of one line. Raises `BadFacts` for a line without id, or with a date that no calendar has."""
    ref = text(raw.get("id"))
    if not ref:
        raise BadFacts("记录没有编号（id），无法保证同一记录只录入一次。", "id")
    if len(ref) > MOST_ID:
        raise BadFacts(f"记录的编号（id）过长，最多 {MOST_ID} 字。", "id")
    dates_in = raw.get("dates")
    told = dates_in if isinstance(dates_in, Mapping) else {}
    known = {name: day(told.get(name), name) for name in DATES}
    notes: list[str] = []
    return Record(
        id=ref,
        procedure=text(raw.get("procedure")),
        raw=raw,
        agency=text(raw.get("agency")),
        agency_level=text(raw.get("agency_level")),
        region=text(raw.get("region")),
        region_code=re.sub(r"\D", "", text(raw.get("region_code")))[:12],
        field=text(raw.get("field")),
        number=text(raw.get("doc_no")),
        cause=text(raw.get("cause")),
        summary=text(raw.get("facts_summary")),
        dates={name: value for name, value in known.items() if value},
        unread_dates={n: text(told.get(n)) for n in told if text(told.get(n)) and not known.get(n)},
        party=_party(raw.get("party"), notes),
        evidence=_evidence(raw.get("evidence")),
        penalties=_penalties(raw.get("penalties")),
        officers=_officers(raw.get("officers")),
        payments=_payments(raw.get("payments")),
        range=_range(raw.get("range") or raw.get("penalty_range")),
        violated=[text(v) for v in _listed(raw.get("provisions_violated"))],
        basis=[text(v) for v in _listed(raw.get("penalty_basis"))],
        published=_published(raw.get("published")),
        notes=notes,
    )
