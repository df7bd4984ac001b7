"""What roles, scopes and recorded events are called on the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minzhifa.law.words import day_words
from minzhifa.ledger.types import LedgerRow
from minzhifa.org.queries import ROLES
from minzhifa.subjects.operations import PRIVATE

# role → (what its holder does, what it lets him see)
ROLE_MEANING: dict[str, tuple[str, str]] = {
    "officer": ("登记案源、调查取证、提请审批；办案当日须持有本机关的有效执法证。", "本机关所授领域的案件。"),
    "section_head": ("指定办案人员，审查办案意见。", "本机关和下级机关所授领域的案件。"),
    "reviewer": (
        "法制审核、案件审核；不能审核自己承办的案件。",
        "本机关、以本机关名义执法的派出机构和下级机关的案件。",
    ),
    "agency_head": (
        "批准立案、登记保存、延期和处理决定；不能批准自己提请的事项；审定执法要素。",
        "本机关、以本机关名义执法的派出机构和下级机关的案件。",
    ),
    "presiding_officer": ("主持听证；不能是本案的调查人员。", "本机关和以本机关名义执法的派出机构的案件。"),
    "seal_keeper": ("保管印章、加盖印章。", "本机关和以本机关名义执法的派出机构的案件。"),
    "archivist": ("接收、保管案卷。", "本机关所授领域的案件。"),
    "supervisor": ("监督、评查，提出意见；不能改动案件。", "所授区划和领域内的全部案件。"),
    "procurator": ("法律监督，查阅案件；不能改动案件。", "所授区划和领域内的全部案件。"),
    "data_authority": ("管理数据共享和交换。", "不看案件。"),
    "operator": ("维护系统运行。", "不看案件。"),
    "administrator": ("管理机关、人员、证件、账号和令牌，提出要素的新版本。", "账号和机关信息；不看案件。"),
    "system": ("按令牌的权限范围读写数据。", "本机关所授领域的案件。"),
}
SCOPES: dict[str, str] = {
    "cases:read": "读取本机关的案件、文书和过程记录",
    "cases:write": "以执法人员身份登记案源、立案、录入材料、提请审批",
    "cases:approve": "以审核人员、负责人身份审核和批准；只给本机关自己的审批系统，须另一名系统管理员核准后生效",
    "subjects:read": "查找、读取执法对象（号码打码）",
    "subjects:write": "登记执法对象",
    "catalog:read": "读取事项、依据、基准和文书模板",
    "catalog:propose": "提出要素的新版本；审定只由人在页面上办",
    "org:write": "报送本机关的执法人员和执法证",
}
START_EVENTS: dict[str, str] = {
    "act_ended": "违法行为发生（有连续、继续状态的为终了）",
    "cash_collected": "当场收缴罚款",
    "cash_received": "行政机关收到罚款",
    "closing_ground": "出现结案情形",
    "coercion_done": "实施强制措施",
    "contact_changed": "联系方式变更",
    "court_accepted": "法院受理",
    "court_applied": "申请法院强制执行",
    "decided": "作出决定",
    "decision_changed": "决定被变更、撤销、确认违法或者无效",
    "decision_served": "决定书送达",
    "demand_served": "催告书送达",
    "disclosed": "决定公示",
    "dispute_arisen": "发生管辖争议",
    "document_dated": "文书作成",
    "enforcement_suspended": "中止执行",
    "filed": "立案",
    "frozen": "冻结",
    "hearing_ended": "听证结束",
    "hearing_file_received": "听证主持人收到案卷",
    "hearing_held": "听证举行之日",
    "hearing_host_fixed": "确定听证主持人",
    "hearing_requested": "收到听证申请",
    "lead_received": "收到线索",
    "notice_published": "发布公告",
    "notice_served": "告知书送达",
    "obstacle_ended": "障碍消除",
    "police_filed": "公安机关立案",
    "preserved": "登记保存",
    "property_taken": "没收财物",
    "reconsideration_accepted": "受理复议申请",
    "reconsideration_copy_received": "收到复议申请书副本",
    "reconsideration_decided": "收到复议决定书",
    "reconsideration_received": "收到复议申请",
    "refusal_received": "收到不予受理裁定",
    "remedies_expired": "复议、诉讼期限届满",
    "request_received": "收到申请",
    "review_received": "收到审核材料",
    "ruling_received": "收到裁定",
    "seized": "查封、扣押",
    "substitute_performance": "代履行之日",
    "surcharge_started": "开始加处罚款",
    "objection_received": "收到提请复议的文件",
    "result_received": "收到检验结果",
    "transfer_approved": "批准移送",
    "transfer_received": "公安机关接受移送",
    "transfer_reported": "报请移送",
    "urgent_action": "情况紧急，当场采取措施",
}
WHOSE: dict[str, str] = {
    "agency": "行政机关", "party": "当事人", "court": "人民法院", "police": "公安机关",
    "superior": "上一级机关", "other": "其他机关",
}  # fmt: skip
# values of the rulebook that stand for something: how the page words them
VALUE_WORDS: dict[str, str] = {
    "emergency": "突发事件应对", "presiding": "听证主持人", "members": "听证员", "recorder": "记录员",
    "major_public_interest": "涉及重大公共利益", "hearing_held": "直接关系重大权益，经过听证程序",
    "complex": "情节复杂、疑难，涉及多个法律关系", "statutory": "法律、法规规定的其他情形",
    "before_notice": "告知之前", "after_hearing": "听证之后", "legal_review_case": "须经法制审核的案件",
    "major_violation": "重大违法行为", "hearing_requested": "当事人要求听证", "major_social_impact": "有重大社会影响",
    "head_decides": "负责人认为应当集体讨论", "hearing_kind": "处罚属于听证范围",
    "disputed_evidence_or_law": "事实、证据或者法律适用争议较大", "natural_person": "公民",
    "other_organisation": "其他组织", "inclusive": "最迟于第几个工作日", "clear_days": "中间隔满几个工作日",
}  # fmt: skip
THING_LABELS: dict[str, str] = {
    "matter": "执法事项",
    "benchmark": "裁量基准",
    "template": "文书模板",
    "sparing": "免罚清单",
}
STATES: dict[str, str] = {"proposed": "待审定", "approved": "已发布", "retired": "已撤回"}


@dataclass(frozen=True, slots=True)
class Told:
    """A ledger row in words."""

    seq: int
    label: str
    detail: str
    who: str
    at: datetime
    reason: str
    device: str
    hash: str


def _span(p: Mapping[str, Any]) -> str:
    since, until = p.get("from"), p.get("until") or p.get("to")
    return f"{day_words(since)}起" + (f"，至{day_words(until)}" if until else "")


def _days(p: Mapping[str, Any]) -> str:
    since, until = p.get("starts_on"), p.get("ends_on")
    return (f"{day_words(since)}起施行" if since else "施行日未知") + (
        f"，{day_words(until)}起停止施行" if until else ""
    )


def _role(p: Mapping[str, Any]) -> str:
    return ROLES.get(str(p.get("role")), str(p.get("role")))


_EVENTS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "agency_renamed": ("更名", lambda p: f"{p['from']} → {p['to']}，{day_words(p['on'])}起（{p['source']}）"),
    "agency_merged_into": ("并入其他机关", lambda p: f"并入{p['to']}，{day_words(p['on'])}起（{p['source']}）"),
    "agency_took_over": ("承接", lambda p: f"承接{p['from']}，{day_words(p['on'])}起（{p['source']}）"),
    "agency_entered": ("登记执法主体", lambda p: f"{p['name']}，{day_words(p['on'])}起"),
    "agency_changed": ("更新主体信息", lambda p: f"改动 {len(p['changed'])} 项，增加领域 {len(p['fields'])} 个"),
    "elements_imported": (
        "导入",
        lambda p: (
            f"{p['file']}：写入 {p['written']} 项（新增 {p['new']} 行，改动 {p['changed']} 行，不合格 {p['wrong']} 行）"
        ),
    ),
    "elements_exported": ("导出", lambda p: f"{day_words(p['on'])}有效的 {p['rows']} 行（{p['form']}）"),
    "statute_interval_proposed": ("提出施行区间变更", lambda p: f"第 {p['change']} 次，{_days(p)}"),
    "statute_interval_approved": ("审定施行区间变更", lambda p: f"第 {p['change']} 次，{_days(p['after'])}"),
    "statute_interval_withdrawn": ("退回施行区间变更", lambda p: f"第 {p['change']} 次"),
    "number_word_set": (
        "设置代字",
        lambda p: f"{p['from'] + ' → ' if p['from'] else ''}{p['to']}，{day_words(p['on'])}起",
    ),
    "officer_registered": ("登记执法人员", lambda p: f"{p['name']} {p['post']}"),
    "officer_linked": ("关联账号", lambda p: f"{p['name']}：{p['username']}"),
    "certificate_changed": ("更改执法证有效期", lambda p: f"{p['number']}，{_span(p)}"),
    "certificate_issued": ("登记执法证", lambda p: f"{p['number']}，{_span(p)}"),
    "certificate_suspended": ("暂扣执法证", lambda p: f"{p['number']}，{_span(p)}"),
    "certificate_resumed": ("恢复执法证", lambda p: f"{p['number']}，{day_words(p['on'])}起"),
    "system_token_created": ("签发令牌", lambda p: f"{p['name']}（{p['prefix']}）：{'、'.join(p['scopes'])}"),
    "system_token_countersigned": ("核准令牌的批准权限", lambda p: f"{p['prefix']}：{'、'.join(p['scopes'])}"),
    "system_token_revoked": ("撤销令牌", lambda p: str(p["prefix"])),
    "account_opened": ("开立账号", lambda p: f"{p['name']}（{p['username']}）"),
    "account_closed": ("停用账号", lambda p: ""),
    "account_identified": ("核对身份", lambda _: "公民身份号码已核对，只存索引"),
    "account_reopened": ("恢复使用账号", lambda p: f"原有 {p['roles_ended']} 项角色已结束"),
    "session_ended": ("强制下线", lambda p: ""),
    "login_reset": ("重置登录", lambda p: "连同动态验证码" if p["second_factor"] else "只重置密码"),
    "role_granted": ("授予角色", lambda p: f"{_role(p)}，{_span(p)}"),
    "role_revoked": ("收回角色", lambda p: f"{_role(p)}，{day_words(p['on'])}起失效"),
    "logged_in": ("登录", lambda p: ""),
    "logged_out": ("退出", lambda p: ""),
    "login_failed": ("登录失败", lambda p: "密码不对"),
    "login_locked": ("登录锁定", lambda p: "连续失败次数过多"),
    "password_changed": ("修改密码", lambda p: ""),
    "second_factor_enrolled": ("绑定第二步验证", lambda p: ""),
    "second_factor_failed": ("第二步验证失败", lambda p: ""),
    "second_factor_removed": ("解除第二步验证", lambda p: ""),
    "cases_exported": ("导出案件清单", lambda p: f"最多 {p['most']} 行"),
    "private_opened": ("查看敏感信息", lambda p: PRIVATE.get(str(p["what"]), "")),
    "subject_registered": ("登记执法对象", lambda p: ""),
    "subject_updated": ("更新执法对象", lambda p: ""),
    "historical_agency_recorded": ("补录历史主体", lambda p: ""),
    "offline_recorded": ("登记平台外办理情形", lambda p: ""),
    "offline_ended": ("登记情形消除", lambda p: ""),
    "exemption_applied": ("申请平台应用豁免", lambda p: ""),
    "exemption_step": ("办理平台应用豁免", lambda p: ""),
    "empowerment_proposed": ("提出乡镇赋权", lambda p: ""),
    "empowerment_approved": ("确认乡镇赋权", lambda p: ""),
    "power_withdrawal_proposed": ("提出收回赋权", lambda p: ""),
    "power_withdrawal_approved": ("确认收回赋权", lambda p: ""),
    "calendar_year_imported": (
        "导入工作日历",
        lambda p: f"放假 {len(p['off'])} 天，补班 {len(p['work'])} 天（{p['source']}）",
    ),
}
for _kind, _label in THING_LABELS.items():
    _EVENTS[f"{_kind}_version_proposed"] = (
        f"提出{_label}新版本",
        lambda p: f"第 {p['version']} 版，拟自 {day_words(p['effective_from'])}起",
    )
    _EVENTS[f"{_kind}_version_approved"] = (
        f"审定{_label}",
        lambda p: f"第 {p['version']} 版，{day_words(p['effective_from'])}起",
    )
    _EVENTS[f"{_kind}_version_retired"] = (
        f"停用{_label}",
        lambda p: (
            f"第 {p['version']} 版"
            + (f"，{day_words(p['effective_to'])}起停用" if p.get("effective_to") else "（撤回）")
        ),
    )


WORDED = frozenset(_EVENTS)
"""The recorded events that have words."""


def told(row: LedgerRow) -> Told:
    """The row in words; an event that has none is shown by its code."""
    label, detail = _EVENTS.get(row.type, (row.type, lambda _: ""))
    return Told(
        row.seq, label, detail(row.payload), row.actor_name, row.at, row.reason, row.device, row.hash.hex()[:12]
    )
