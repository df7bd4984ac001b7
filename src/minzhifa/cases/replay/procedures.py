"""Why a record of another procedure is not taken in: which procedure it is, and what that means. True, or not said."""

from __future__ import annotations

from minzhifa.law.procedure.types import Refusal

ORDINARY = "普通程序"
_OTHERS: tuple[tuple[tuple[str, ...], str, str, str | None], ...] = (
    (
        ("简易程序", "当场处罚", "当场"),
        "summary_procedure",
        "适用的是简易程序（当场处罚），平台尚未接收这一程序的历史记录",
        "处罚法第五十一条",
    ),
    (
        ("快速办理", "快办"),
        "fast_track",
        "适用的是快速办理程序，平台尚未接收这一程序的历史记录",
        None,
    ),
    (
        ("责令改正", "责令限期改正", "责令整改"),
        "rectification_only",
        "只责令改正，责令改正不是行政处罚，没有经过处罚程序",
        "处罚法第九条、第二十八条第一款",
    ),
    (
        ("责令停止", "责令停业"),
        "order_only",
        "只有责令停止的要求，记录没有载明经过行政处罚程序",
        "处罚法第九条",
    ),
    (
        ("移送司法", "移送公安", "涉嫌犯罪"),
        "criminal_transfer",
        "因涉嫌犯罪移送司法机关，没有由行政机关作出处罚决定；平台尚未接收移送程序的历史记录",
        "处罚法第二十七条第一款",
    ),
    (
        ("不予立案", "不立案"),
        "not_filed",
        "决定不予立案，行政处罚程序没有开始",
        "处罚法第五十四条第二款",
    ),
    (
        ("免予处罚", "不予处罚", "免罚", "首违不罚"),
        "no_penalty",
        "结果是免予（不予）处罚，记录没有载明按普通程序办理；平台尚未接收不予处罚程序的历史记录",
        "处罚法第三十三条、第五十七条第一款",
    ),
    (
        ("行政强制执行",),
        "coercive_execution",
        "是行政强制执行程序，不是行政处罚程序；平台尚未接收强制执行程序的历史记录",
        "强制法第三十四条",
    ),
    (
        ("行政强制措施", "查封", "扣押", "查扣", "冻结"),
        "coercive_measure",
        "是行政强制措施程序，不是行政处罚程序；平台尚未接收强制措施程序的历史记录",
        "强制法第十六条至第十八条",
    ),
    (
        ("立案",),
        "filed_only",
        "只载明立案查处，没有载明适用哪一种处罚程序，不能当作普通程序案件录入",
        "处罚法第五十一条、第五十四条",
    ),
    (("行政许可",), "licence", "是行政许可事项，不是行政处罚程序", None),
    (("行政检查", "监督检查", "双随机"), "inspection", "是行政检查，不是行政处罚程序", None),
    (("复议",), "reconsideration", "是行政复议程序，不是行政处罚程序", None),
    (("诉讼",), "litigation", "是诉讼程序，不是行政处罚程序", None),
)


def refusal_for(procedure: str) -> Refusal | None:
    """None for the ordinary procedure (whatever suffix it bears), else the reason for not taking the record in."""
    if procedure.startswith(ORDINARY):
        return None
    if not procedure:
        return Refusal(
            "procedure_unknown", "记录没有载明适用的程序，不能判断它是不是普通程序案件。", None, ("procedure",)
        )
    for words, code, why, article in _OTHERS:
        if any(word in procedure for word in words):
            return Refusal(
                f"other_procedure_{code}", f"记录载明的程序是“{procedure}”：{why}。", article, ("procedure",)
            )
    return Refusal(
        "other_procedure",
        f"记录载明的程序是“{procedure}”，不是行政处罚普通程序；平台目前只接收普通程序的历史记录。",
        None,
        ("procedure",),
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
    rest = procedure.removeprefix(ORDINARY).replace("非诉", "\x00")
    found = []
    for kind, words, label in _SUFFIXES:
        sought = ["\x00"] if kind == "court_execution" else words
        if any(word in rest for word in sought):
            found.append((kind, label))
    if rest and not found:
        found.append(("other", procedure))
    return found
