"""From facts to range, point and proof. Every amount comes out of a step of the proof; what is unknown is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from minzhifa.law.benchmark.expressions import Env, Expression
from minzhifa.law.benchmark.facts import shown
from minzhifa.law.benchmark.model import Benchmark, Cell, Fact, Grade, Modifier
from minzhifa.law.benchmark.proof import Standing, Step, apply
from minzhifa.law.benchmark.result import AMBIGUOUS, COMPUTED, EXEMPT, INCOMPLETE, LACKS, NO_GRADE, Result, said
from minzhifa.law.errors import BadInput

ORDER = ("section", "lighter", "heavier", "multiply", "mitigated", "floor", "ceiling")
AGAINST = frozenset({"heavier"})
IN_FAVOUR = frozenset({"lighter", "mitigated"})
RULES = {"middle": "取幅度的中点", "low": "取幅度的下限", "high": "取幅度的上限"}


def compute(benchmark: Benchmark, facts: Env) -> Result:
    """The benchmark applied to `facts` (from `read_facts`). Raises `BadInput` where the arithmetic has no answer."""
    return _Run(benchmark, facts).result()


class _Run:
    """One calculation."""

    def __init__(self, benchmark: Benchmark, env: Env) -> None:
        self.b, self.env = benchmark, env
        self.at = Standing()
        self.steps: list[Step] = []
        self.lacking: dict[str, Fact] = {}
        self.warnings: list[str] = []
        self.besides: list[str] = []

    # ── words ──
    def step(self, op: str, args: Sequence[str], text: str, cell: str = "", citation: str = "") -> None:
        self.at = apply(self.at, op, tuple(args))
        where = f"{self.b.id} {cell}".strip()
        number = len(self.steps) + 1
        self.steps.append(Step(number, op, tuple(args), text, where, citation or self.b.law, self.at))

    def ask(self, expression: Expression) -> object:
        """Its answer; what it lacks is noted."""
        value: object = expression(self.env)
        if value is None:
            self.lacking |= {key: self.b.facts[key] for key in expression.names if key not in self.env}
        return value

    def amount(self, expression: Expression | None) -> str:
        """The amount as an exact string; "" for none. Raises `BadInput` for an amount below nothing."""
        value = self.ask(expression) if expression else None
        if not isinstance(value, Decimal):
            return ""
        if value < 0:
            raise BadInput(
                f"“{expression.text if expression else ''}”算出的数额小于零，请核对所填的数。", fields=("facts",)
            )
        return f"{value:f}"

    def named(self, expression: Expression | None) -> str:
        """The facts an expression rests on, as a sentence says them."""
        keys = sorted(expression.names) if expression else []
        known = [(self.b.facts[k], self.env[k]) for k in keys if k in self.b.facts and k in self.env]
        return "，".join(f"{fact.label}：{shown(fact, value)}" for fact, value in known)

    def end(self, status: str, sentence: str, **more: object) -> Result:
        lacks = self.lacks() if status == LACKS else ()
        return Result(
            self.b, status, sentence, self.at, tuple(self.steps), besides=tuple(dict.fromkeys(self.besides)),
            lacks=lacks, warnings=tuple(self.warnings), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def lacks(self) -> tuple[Fact, ...]:
        """In the order in which the benchmark asks."""
        return tuple(fact for key, fact in self.b.facts.items() if key in self.lacking)

    def short(self) -> Result:
        """What is lacking, by name."""
        asked = "、".join(fact.asked for fact in self.lacks())
        return self.end(LACKS, f"缺少计算所需的事实：{asked}。")

    # ── the calculation ──
    def result(self) -> Result:  # noqa: PLR0911 -- one answer a kind of trouble
        if self.b.incomplete:
            return self.unfinished()
        modifiers = self.modifiers()
        if exempting := next((one for one in modifiers if one.effect == "exempt"), None):
            return self.exempt(exempting.label, exempting.place, exempting.citation, exempting.besides)
        grade, cell, trouble = self.grade() if self.b.grades else (None, None, None)
        if trouble:
            return trouble
        if cell and cell.exempt and grade and not self.lacking:
            return self.exempt(grade.quoted, cell.place, "", cell.besides, grade)
        if cell is not None or not self.only_exempts():
            self.statutory()
        for needed in self.needed(cell):
            self.ask(needed)
        if self.lacking:
            return self.short()
        if self.b.grades and (grade is None or cell is None):
            return self.without_grade()
        if {m.effect for m in modifiers} & AGAINST and {m.effect for m in modifiers} & IN_FAVOUR:
            names = "、".join(one.label for one in modifiers)
            return self.end(
                AMBIGUOUS, f"既有从轻、减轻情节，又有从重情节（{names}），应当综合考虑后作出裁量，基准不给出一个数。"
            )
        return self.figure(grade, cell, modifiers)

    def needed(self, cell: Cell | None) -> list[Expression]:
        """What the figure will rest on, so that everything lacking is asked for at once."""
        found = [cell.low, cell.high, cell.point] if cell else []
        if scoring := self.b.scoring:
            found += [one for factor in scoring.factors for one in (factor.when, factor.value)]
            found += [scoring.low, scoring.high]
            self.lacking |= {k: self.b.facts[k] for k in scoring.formula.names - {"score"} if k not in self.env}
        return [one for one in found if one]

    def only_exempts(self) -> bool:
        return bool(self.b.grades) and all(cell.exempt for grade in self.b.grades for cell in grade.cells)

    def figure(self, grade: Grade | None, cell: Cell | None, modifiers: list[Modifier]) -> Result:
        if grade and cell:
            self.besides += cell.besides
            if cell.unknown:
                return self.end(INCOMPLETE, f"incomplete: grade {grade.number} unknown（{cell.unknown}）", known=grade)
            if not cell.fine:
                self.step("note", (), f"适用{grade.quoted}：不处罚款。", cell.place)
                return self.end(
                    COMPUTED, f"{'、'.join(cell.besides) or '不处罚款'}（{grade.label}）。", grade=grade, fine=False
                )
            self.cell(grade, cell)
        elif self.b.scoring:
            self.score()
        for one in sorted(modifiers, key=lambda m: ORDER.index(m.effect)):
            self.modify(one)
        if self.lacking:
            return self.short()
        self.finish(cell)
        if self.lacking:
            return self.short()
        at = self.at
        if at.high is None or at.point is None:
            number = grade.number if grade else 1
            return self.end(
                INCOMPLETE, f"incomplete: grade {number} unknown（没有写明上限，法定上限也不明）", known=grade
            )
        extra = f"；{'、'.join(dict.fromkeys(self.besides))}" if self.besides else ""
        span = said(at.low) if at.low == at.high else f"{said(at.low)} 至 {said(at.high)}"
        point = "" if at.low == at.high else f"，建议 {said(at.point)}"
        return self.end(COMPUTED, f"罚款 {span}{point}{extra}。", grade=grade)

    def exempt(
        self, why: str, place: str, citation: str, besides: tuple[str, ...], grade: Grade | None = None
    ) -> Result:
        self.besides += besides
        self.step("exempt", (), f"符合“{why}”，不予处罚。", place, citation)
        return self.end(EXEMPT, "不予处罚。", grade=grade)

    def without_grade(self) -> Result:
        why = self.b.otherwise or "所给事实不符合任何一档，基准没有规定；在法定幅度内说明理由裁量。"
        self.steps.append(Step(len(self.steps) + 1, "note", (), why, self.b.id, self.b.law, self.at))
        return self.end(NO_GRADE, why)

    def unfinished(self) -> Result:
        for grade in self.b.unknown_grades:
            self.step("note", (), f"第{grade.number}档不明：{grade.unknown}", f"grade[{grade.number}]")
        held = [g for g in self.b.grades if g.when and not g.unknown and g.when(self.env) is True]
        known = held[-1] if held else None
        if known:
            text = f"所给事实与已收录的{known.quoted} 相符；因档次不全，不作为推荐。"
            self.step("note", (), text, f"grade[{known.number}]")
        return self.end(INCOMPLETE, self.b.incomplete, known=known)

    def statutory(self) -> None:
        """The first situation that holds."""
        for i, one in enumerate(self.b.statutory, 1):
            holds = self.ask(one.when)
            if holds is None:
                return
            if not holds:
                continue
            low, high = self.amount(one.low), self.amount(one.high)
            if (one.low and not low) or (one.high and not high):
                return  # a fact is lacking
            if low and high and Decimal(low) > Decimal(high):
                raise BadInput("法定下限大于上限，请核对所填的数。", fields=("facts",))
            figures = f"：{said(Decimal(low or 0))} 至 {said(Decimal(high))}" if high else "，没有数额"
            if not high:
                self.warnings.append(f"法定幅度没有数额（{one.text}），上下限不能校验。")
            rests = self.named(one.high)
            text = f"法定幅度“{one.text}”{figures}{f'（{rests}）' if rests else ''}。"
            self.step("statutory", (low, high), text, f"statutory[{i}]", one.citation)
            return
        self.warnings.append("基准没有写明适用于本案的法定幅度，上下限不能校验。")

    def grade(self) -> tuple[Grade | None, Cell | None, Result | None]:
        """The grade that applies and its cell; a third answer ends the calculation."""
        answers = [(g, self.ask(g.when)) for g in self.b.grades if g.when]
        choose: dict[str, Callable[[], list[Grade]]] = {
            "first": lambda: _leading(answers), "heaviest": lambda: _leading(answers[::-1]),
            "only": lambda: [g for g, holds in answers if holds],
        }  # fmt: skip
        found = choose[self.b.match]()
        if self.b.match != "only" and found:
            self.lacking = {}
        if self.lacking or not found:
            return None, None, None
        if len(found) > 1:
            names = "、".join(f"第{g.number}档 {g.label}" for g in found)
            return None, None, self.end(AMBIGUOUS, f"所给事实同时符合 {names}，基准没有规定适用哪一档。")
        grade = found[0]
        for cell in grade.cells:
            holds = self.ask(cell.when)
            if holds is None:
                return grade, None, None
            if holds:
                return grade, cell, None
        return (
            grade,
            None,
            self.end(INCOMPLETE, f"incomplete: grade {grade.number} unknown（没有适用于本案的内容）", known=grade),
        )

    def cell(self, grade: Grade, cell: Cell) -> None:
        low, high = self.amount(cell.low), self.amount(cell.high)
        reasons = "；".join(part for part in (self.named(grade.when), self.named(cell.high or cell.low)) if part)
        note = f"（{cell.note}）" if cell.note else ""
        text = f"适用{grade.quoted}{f'（{reasons}）' if reasons else ''}{note}。"
        self.step("range", (low, high), text, cell.place)
        outside = (self.at.max is not None and (self.at.low or 0) > self.at.max) or (self.at.high or 0) < self.at.floor
        if outside and not self.lacking:
            self.warnings.append(
                f"基准第{grade.number}档（{grade.range or grade.label}）在法定幅度之外，以法定幅度为准。"
            )

    def score(self) -> None:
        scoring = self.b.scoring
        if scoring is None:
            return
        total = Decimal(0)
        for factor in scoring.factors:
            holds = self.ask(factor.when)
            value = self.ask(factor.value) if holds else None
            if isinstance(value, Decimal):
                total += value
                self.step("note", (), f"{factor.label}：{value:+f}，累计 {total:f}。", factor.place)
        point = scoring.formula({**self.env, "score": total})
        if scoring.low or scoring.high:
            self.step("range", (self.amount(scoring.low), self.amount(scoring.high)), "公式限定的幅度。", "scoring")
        if isinstance(point, Decimal):
            point = max(point, Decimal(0))
            rests = self.named(scoring.formula)
            worked = f"公式“{scoring.text}”：得分 {total:f}，{rests}，得 {said(point)}。"
            self.step("point", (f"{point:f}",), worked, "scoring.formula")

    def modifiers(self) -> list[Modifier]:
        """Those that hold."""
        return [one for one in self.b.modifiers if self.ask(one.when)]

    def modify(self, one: Modifier) -> None:
        value, to = self.amount(one.value), self.amount(one.to)
        self.besides += one.besides
        op, args = {
            "section": ("section", (value, to)),
            "lighter": ("section", ("0", value)),
            "heavier": ("section", (f"{1 - Decimal(value or 0):f}", "1")),
            "multiply": ("multiply", (value,)),
            "mitigated": ("mitigate", (value,)),
            "floor": ("floor", (value,)),
            "ceiling": ("ceiling", (value,)),
        }[one.effect]
        if one.value is not None and not value:
            return  # a fact is lacking
        self.step(op, args, f"{one.label}{f'：{one.text}' if one.text else ''}。", one.place, one.citation)

    def finish(self, cell: Cell | None) -> None:
        """Point, statutory bounds, rounding, and the assertion at the end."""
        if self.at.point is None and self.at.high is not None:
            value = self.amount(cell.point) if cell and cell.point else ""
            given = "基准规定" if value or self.b.point_given else "基准没有规定幅度内如何取值，推荐"
            rule = value or self.b.point
            text = f"{given}{f'取 {said(Decimal(value))}' if value else RULES[self.b.point]}。"
            self.step("point", (rule,), text, cell.place if cell and value else "point")
        before = self.at
        if apply(self.at, "bound", ()) != before:
            self.step("bound", (), "超出法定上下限的部分，以法定上下限为准。", "statutory", "处罚法第三十四条")
        rounding = self.b.rounding
        rounded = (f"{rounding.unit:f}", rounding.mode)
        if apply(self.at, "round", rounded) != self.at:
            self.step("round", rounded, rounding.text or "金额取整，不越出幅度。", "rounding")
        at = self.at
        if at.max is not None:
            kind = "减轻处罚，不低于零，不超过法定上限" if at.mitigated else "不低于法定下限，不超过法定上限"
            self.step(
                "bound",
                (),
                f"校验：{said(at.floor)} ≤ 幅度 ≤ {said(at.max)}，{kind}。",
                "statutory",
                "处罚法第三十四条",
            )


def _leading(answers: list[tuple[Grade, object]]) -> list[Grade]:
    """The first that holds, unless one before it is unknown."""
    for grade, holds in answers:
        if holds is None:
            return []
        if holds:
            return [grade]
    return []
