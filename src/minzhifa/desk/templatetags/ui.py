"""The component library. Each tag renders one file of `templates/components/`."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, defaulttags
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from minzhifa.desk import shapes
from minzhifa.desk.addresses import AddressNode
from minzhifa.desk.assets import asset_url

register = template.Library()


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Django's own, faster: a page has a hundred addresses."""
    found = defaulttags.url(parser, token)
    return AddressNode(found.view_name, found.args, found.kwargs, found.asvar)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: `{% asset "desk.js" %}`."""
    return asset_url(name)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One icon of the sprite; decorative unless it has a `label`."""
    return _icon(asset_url("icons.svg"), name, label, css)


@lru_cache(maxsize=2048)
def _icon(sprite: str, name: str, label: str, css: str) -> SafeString:
    name_or_nothing = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon {}" {}><use href="{}#{}"></use></svg>', css, SafeString(name_or_nothing), sprite, name
    )


@register.simple_block_tag(takes_context=True)
def page_head(context: Context, content: str, title: str, sub: str = "", crumbs: Sequence[shapes.Crumb] = ()) -> str:
    """Title, path and sub-line; the block's content are the actions at the right."""
    names = {"title": title, "sub": sub, "crumbs": crumbs, "actions": content}
    return render_to_string("components/page_head.html", names)


@register.simple_block_tag
def card(
    content: str, title: str = "", *, link: str = "", link_label: str = "全部", kind: str = "", tag: str = ""
) -> str:
    """A white surface with an optional head. `kind` flush: the content goes to the edges (tables)."""
    names = {"content": content, "title": title, "link": link, "link_label": link_label, "kind": kind, "tag": tag}
    return render_to_string("components/card.html", names)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, wide: bool = False) -> str:
    """A native dialog, opened by `data-open-dialog="id"`."""
    return render_to_string("components/dialog.html", {"content": content, "id": id, "title": title, "wide": wide})


@register.simple_block_tag
def notice(content: str, level: str = "", icon_name: str = "info-circle") -> str:
    """A quiet remark on the page: plain (blue), near (amber) or ok."""
    return render_to_string("components/notice.html", {"content": content, "level": level, "icon_name": icon_name})


@register.inclusion_tag("components/stage_bar.html")
def stage_bar(stages: Sequence[shapes.StageMark]) -> dict[str, Any]:
    """Where the case stands, with dates."""
    return {"stages": stages}


@register.inclusion_tag("components/next_step.html", takes_context=True)
def next_step(context: Context, step: shapes.NextStep) -> dict[str, Any]:
    """What may be done now; or what is blocked, why, and by which article; the act whose form is open is marked."""
    return {"step": step, "here": bool(step.url) and context["request"].path == step.url}


@register.inclusion_tag("components/term_chip.html")
def term_chip(term: shapes.Term) -> dict[str, Any]:
    """The rest of a term, the date as its title, 待核 where the rule is not verified."""
    return {"term": term}


@register.inclusion_tag("components/trust.html")
def trust(mark: str, source: str = "") -> dict[str, Any]:
    """Nothing for verified facts, 待核 for the others; the source is the tag's title."""
    return {"mark": mark, "source": source}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Sequence[shapes.Tab], label: str = "分页") -> dict[str, Any]:
    """Tabs are links: each has an address of its own."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(
    context: Context, key: str, label: str, current: str = "", css: str = "", *, two_ways: bool = True
) -> dict[str, Any]:
    """A column head that sorts; the order is kept in the URL as `sort=key` or (with `two_ways`) `sort=-key`."""
    order = "ascending" if current == key else "descending" if current == f"-{key}" else ""
    parameters = context["request"].GET.copy()
    parameters["sort"] = key if order != "ascending" else f"-{key}" if two_ways else ""
    parameters.pop("after", None)
    return {"label": label, "order": order, "url": f"?{parameters.urlencode()}", "css": css}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, listing: Any, placeholder: str = "", label: str = "搜索") -> dict[str, Any]:
    """Search word and filters of a list, submitted by GET so that they stay in the URL."""
    return {"listing": listing, "placeholder": placeholder, "label": label, "request": context["request"]}


@register.simple_tag(takes_context=True)
def querystring_without(context: Context, key: str) -> str:
    """The present query without one parameter and without the place in the list."""
    parameters = context["request"].GET.copy()
    for name in (key, "after"):
        parameters.pop(name, None)
    return f"?{parameters.urlencode()}" if parameters else ""


@register.inclusion_tag("components/pager.html")
def pager(page: Any, total: str = "") -> dict[str, Any]:
    """Keyset pager: first, previous, next; `total` is a count in words, where there is one."""
    return {"page": page, "total": total}


@register.inclusion_tag("components/field.html")
def field(bound: Any, ground: str = "", label: str = "", css: str = "", help: str = "") -> dict[str, Any]:
    """A form field: label, required mark with its ground, help, and the error beside it."""
    widget = bound.field.widget
    if label:
        widget.attrs.pop("placeholder", None)  # it repeats the label that is replaced here
    return {
        "field": bound,
        "label": label or bound.label,
        "help": help or bound.help_text,
        "ground": ground or getattr(bound.field, "ground", ""),
        "css": css or getattr(bound.field, "css", ""),
        "is_group": widget.use_fieldset,
        "is_tick": getattr(widget, "input_type", "") == "checkbox" and not widget.use_fieldset,
    }


@register.inclusion_tag("components/masked.html")
def masked(value: str, url: str = "", what: str = "") -> dict[str, Any]:
    """A masked personal value; the eye opens a dialog (`url`) that asks for the reason before it shows."""
    return {"value": value, "url": url, "what": what}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str = "", verb: str = "", icon_name: str = "inbox") -> dict[str, Any]:
    """An empty state that teaches the next step."""
    return {"title": title, "text": text, "url": url, "verb": verb, "icon_name": icon_name}


@register.inclusion_tag("components/problem.html")
def problem(it: shapes.Problem | None) -> dict[str, Any]:
    """What happened, what was kept, what to do."""
    return {"problem": it}


@register.inclusion_tag("components/progress.html")
def progress(it: shapes.Progress) -> dict[str, Any]:
    """A long job, asking again every second until it ends."""
    return {"job": it}


@register.inclusion_tag("components/file_drop.html")
def file_drop(
    name: str,
    label: str = "拖入文件，或点按选择",
    *,
    note: str = "",
    accept: str = "",
    limit: int = 0,
    multiple: bool = True,
) -> dict[str, Any]:
    """A place to drop files; `limit` in bytes."""
    return {"name": name, "label": label, "note": note, "accept": accept, "limit": limit, "multiple": multiple}


@register.inclusion_tag("components/score.html")
def score(points: int, total: int = 100) -> dict[str, Any]:
    """The self-check's score as a ring."""
    share = round(100 * points / total) if total else 0
    level = "" if share >= 90 else "near" if share >= 70 else "over"  # noqa: PLR2004 -- colours of the ring only
    return {"points": points, "share": share, "level": level}


@register.simple_tag
def autosave(key: str) -> SafeString:
    """Attributes for `<form>`: keep what is typed under `key` until the server took it."""
    return format_html('data-autosave="{}"', key)


@register.inclusion_tag("components/saved_mark.html")
def saved_mark() -> dict[str, Any]:
    """The autosave indicator; stands inside the form."""
    return {}


@register.simple_tag
def once() -> SafeString:
    """The hidden token that makes a second sending of the same form harmless; stands inside every write form."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())
