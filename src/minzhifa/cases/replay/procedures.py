"""By which road a record of a procedure enters, or why none is open to it. True, or not said."""

from __future__ import annotations

from minzhifa.law.procedure.types import Refusal

ORDINARY = "普通程序"
FORMER = "一般程序"  # its name in the Act until 2021-07-15 (处罚法 1996, chapter 5, section 2)
ON_SPOT, SPARED, DECLINED, ORDER, POLICE, SEIZURE, EXECUTION = (
    "summary", "no_penalty", "declined", "rectification", "criminal_transfer", "coercion", "execution"
)  # fmt: skip
# Which road the words of a record's procedure mean; the first that fits. 立案 belongs to the ordinary procedure alone
# (处罚法54), a fast track to it as well (处罚法49).
_ROADS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("简易程序", "当场处罚"), ON_SPOT),
    (("快速办理", "快办"), ORDINARY),
    (("责令改正", "责令限期改正", "责令整改", "责令停止", "责令停业"), ORDER),
    (("移送司法", "移送公安", "涉嫌犯罪"), POLICE),
    (("不予立案", "不立案"), DECLINED),
    (("免予处罚", "不予处罚", "免予行政处罚", "不予行政处罚", "免罚", "首违不罚"), SPARED),
    (("行政强制执行",), EXECUTION),
    (("查封", "扣押", "查扣"), SEIZURE),
    (("立案",), ORDINARY),
)
_OTHERS: tuple[tuple[tuple[str, ...], str, str, str | None], ...] = (
    (("冻结",), "freeze", "是冻结，平台没有这一程序，冻结由法律规定的行政机关实施", "强制法第二十九条第一款"),
    (("行政强制措施",), "coercive_measure", "没有载明是哪一种行政强制措施，不能录入查封、扣押", "强制法第九条"),
    (("行政许可",), "licence", "是行政许可事项，不是行政处罚程序", None),
    (("行政检查", "监督检查", "双随机"), "inspection", "是行政检查，不是行政处罚程序", None),
    (("复议",), "reconsideration", "是行政复议程序，不是行政处罚程序", None),
    (("诉讼",), "litigation", "是诉讼程序，不是行政处罚程序", None),
)


def road_of(procedure: str) -> str | Refusal:
    """The road by which a record of this procedure enters, or the reason for not taking it in."""
    if procedure.startswith((ORDINARY, FORMER)):
        return ORDINARY
    if not procedure:
        return Refusal("procedure_unknown", "记录没有载明适用的程序，不能判断按哪一种程序录入。", None, ("procedure",))
    for words, road in _ROADS:
        if any(word in procedure for word in words):
            return road
    for words, code, why, article in _OTHERS:
        if any(word in procedure for word in words):
            return Refusal(
                f"other_procedure_{code}", f"记录载明的程序是“{procedure}”：{why}。", article, ("procedure",)
            )
    return Refusal(
        "other_procedure", f"记录载明的程序是“{procedure}”，平台没有这一程序，不能录入。", None, ("procedure",)
    )


# What the suffix of the procedure's name says happened afterwards or on the way.
_SUFFIXES = (
    ("hearing", ("听证",), "举行听证"),
    ("reconsideration", ("复议",), "行政复议"),
    ("litigation", ("诉讼",), "行政诉讼"),
    ("court_execution", ("非诉",), "申请人民法院强制执行（非诉）"),
    ("public_notice", ("公告送达",), "公告送达"),
    ("batch", ("批量",), "批量处理"),
    ("transfer_in", ("移送",), "其他机关移送"),
)


def suffixes(procedure: str) -> list[tuple[str, str]]:
    """(kind, words) of everything that the procedure's name says beyond 普通程序."""
    own = procedure.startswith((ORDINARY, FORMER))
    rest = procedure[len(ORDINARY) :] if own else procedure.partition("+")[2]
    rest = rest.replace("非诉", "\x00")
    found = []
    for kind, words, label in _SUFFIXES:
        sought = ["\x00"] if kind == "court_execution" else words
        if any(word in rest for word in sought):
            found.append((kind, label))
    if rest and not found:
        found.append(("other", procedure))
    return found
