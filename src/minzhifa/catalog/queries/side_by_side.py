"""The texts of an act's law on two days, beside each other: that of the act and that of the decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from minzhifa.catalog.citations import Place, format_citation, parse_citation
from minzhifa.catalog.compare import Matched, matched
from minzhifa.catalog.models import MatterVersion, Provision, State, StatuteVersion
from minzhifa.catalog.queries.cards import matter_card_of
from minzhifa.catalog.rows import MatterCard
from minzhifa.law.applicable import Applies, Bounds, Choice, Text, choose, milder_bounds


@dataclass(frozen=True, slots=True)
class Compared:
    """One cited place: its words on the day of the act and in the text of the decision, and which applies.

    `new_citation` is the place under its new number; words are "" where a text is not held.
    """

    citation: str
    choice: Choice
    old_words: str
    new_words: str
    new_citation: str
    ended: str  # why the statute is no longer in force, in its own words


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All cited places, and the matter's version on either day where it changed."""

    places: tuple[Compared, ...]
    old_matter: MatterCard | None = None
    new_matter: MatterCard | None = None

    @property
    def changed(self) -> bool:
        """Something in the law changed between the two days."""
        return self.old_matter is not None or any(one.choice.applies != Applies.SAME for one in self.places)


def side_by_side(citations: Iterable[str], act: date, decided: date, matter: str = "") -> SideBySide:
    """The cited places on both days; at most 4 statements whatever their number. Citations not understood are left out.

    Raises `BadInput` when the decision lies before the act.
    """
    read = [(text, *found) for text in dict.fromkeys(citations) for found in _read(text)]
    versions = _versions({title for _, title, _ in read})
    old_card, new_card = _matters(matter, act, decided)
    milder = _milder(old_card, new_card)
    choices = {
        title: choose([_text(v) for v in rows], act, decided, milder) for title, rows in versions.items() if rows
    }
    articles = _articles(choices.values(), {place.article for _, _, place in read})
    by_key = {v.pk: v for rows in versions.values() for v in rows}
    places = tuple(
        _compared(title, place, choices[title], articles, by_key) for _, title, place in read if title in choices
    )
    changed = old_card is not None and new_card is not None and old_card.version_id != new_card.version_id
    return SideBySide(places, old_card if changed else None, new_card if changed else None)


def _read(text: str) -> list[tuple[str, Place]]:
    try:
        cited = parse_citation(text)
    except ValueError:
        return []
    return [(cited.title, place) for place in cited.places]


def _versions(titles: set[str]) -> dict[str, list[StatuteVersion]]:
    found: dict[str, list[StatuteVersion]] = defaultdict(list)
    rows = StatuteVersion.objects.filter(statute__title__in=titles).select_related("statute").order_by("version_date")
    for version in rows:
        found[version.statute.title].append(version)
    return found


def _text(version: StatuteVersion) -> Text:
    return Text(version.pk, version.version_date, version.effective_from, version.effective_to)


def _matters(code: str, act: date, decided: date) -> tuple[MatterCard | None, MatterCard | None]:
    if not code:
        return None, None
    rows = MatterVersion.objects.select_related("matter").filter(matter__code=code, state=State.APPROVED)
    cards = [matter_card_of(row) for row in rows.order_by("-number")]
    return _on(cards, act), _on(cards, decided)


def _on(cards: Sequence[MatterCard], on: date) -> MatterCard | None:
    return next(
        (c for c in cards if (c.effective_from or on) <= on and (c.effective_to is None or on < c.effective_to)), None
    )


def _milder(old: MatterCard | None, new: MatterCard | None) -> Callable[[Text, Text | None], bool | None]:
    return lambda _old, _new: milder_bounds(_bounds(old), _bounds(new))


def _bounds(card: MatterCard | None) -> Bounds | None:
    """The fine's bounds where the matter has one fixed range and nothing else; several cannot be compared by rule."""
    ranges = card.ranges if card else ()
    if len(ranges) != 1 or ranges[0].kind != "fixed":
        return None
    return ranges[0].minimum, ranges[0].maximum


Articles = dict[int, dict[str, dict[str, str]]]


def _articles(choices: Iterable[Choice], cited: set[int]) -> Articles:
    """Version → article key → path → words: the cited articles, and all of them where the text changed."""
    shown, changed = set(), set()
    for one in choices:
        keys = {text.key for text in (one.at_act, one.at_decision) if text}
        shown |= keys
        changed |= keys if len(keys) > 1 else set()
    found: Articles = {key: defaultdict(dict) for key in shown}
    wanted = Q(version__in=shown, article__in=cited) | Q(version__in=changed, level=1)
    columns = ("version_id", "path", "article", "suffix", "text")
    for version, path, article, suffix, words in Provision.objects.filter(wanted).values_list(*columns):
        found[version][f"{article}-{suffix}" if suffix else str(article)][path] = words
    return found


def _compared(
    title: str, place: Place, choice: Choice, articles: Articles, versions: dict[int, StatuteVersion]
) -> Compared:
    key = f"{place.article}-{place.suffix}" if place.suffix else str(place.article)
    old_text, new_text = choice.at_act, choice.at_decision
    old_words = _words(articles, old_text, key, place.path)
    if choice.applies == Applies.SAME or new_text is None or old_text is None:
        ended = versions[old_text.key].to_quote if old_text and new_text is None else ""
        new_words = old_words if choice.applies == Applies.SAME else _words(articles, new_text, key, place.path)
        return Compared(format_citation(title, place), choice, old_words, new_words, "", ended)
    became = _became(articles[old_text.key], articles[new_text.key], key)
    if became is None or became.new is None:
        ended = versions[old_text.key].to_quote
        return Compared(format_citation(title, place), choice, old_words, "", "", ended)
    words = articles[new_text.key][became.new][became.new]
    article, _, suffix = became.new.partition("-")
    there = format_citation(title, Place(int(article), int(suffix or 0)))
    old_article = articles[old_text.key][key].get(key, old_words)
    return Compared(format_citation(title, place), choice, old_article, words, there, "")


def _words(articles: Articles, text: Text | None, key: str, path: str) -> str:
    parts = articles.get(text.key, {}).get(key, {}) if text else {}
    return parts.get(path) or parts.get(key, "")


def _became(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]], key: str) -> Matched | None:
    pairs = matched(*({k: parts[k] for k, parts in side.items() if k in parts} for side in (old, new)))
    return next((one for one in pairs if one.old == key), None)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one text changed against the text before it; `replaced` is None where no earlier text is held.

    `articles` are the numbers (of the earlier text; of this one where it ended) by which open cases may be touched.
    """

    statute: str
    version: StatuteVersion
    replaced: StatuteVersion | None
    rows: tuple[tuple[Matched, str, str], ...]  # the pair, the words before and after
    articles: tuple[str, ...]


def changes(version_id: int) -> Changes | None:
    """What became of the articles in this text (3 statements); None for a version without words."""
    this = StatuteVersion.objects.select_related("statute").filter(pk=version_id, has_text=True).first()
    if this is None:
        return None
    held = StatuteVersion.objects.filter(statute=this.statute_id, has_text=True, version_date__lt=this.version_date)
    before = held.order_by("-version_date").first()
    words: dict[int, dict[str, str]] = {version.pk: {} for version in (before, this) if version}
    rows = Provision.objects.filter(version__in=words, level=1).order_by("version", "position")
    for version, path, text in rows.values_list("version_id", "path", "text"):
        words[version][path] = text
    new = words[this.pk]
    if before is None:
        return Changes(this.statute.title, this, None, (), tuple(new) if this.effective_to else ())
    old = words[before.pk]
    pairs = matched(old, new)
    shown = tuple((one, old.get(one.old or "", ""), new.get(one.new or "", "")) for one in pairs)
    touched = tuple(one.old for one in pairs if one.old and one.state != "same")
    return Changes(this.statute.title, this, before, shown, touched)
