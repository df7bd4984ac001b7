/**
 * What is typed is never lost. A form with `data-autosave="key"` keeps its text in this browser under
 * account + key, puts it back after an error, a crash or a lost session, and forgets it once the server says
 * it was taken (`data-autosave-clear` on the next page, or the event `autosaved`), or at logout.
 */
import { all, on, onEach } from "./dom";

const PREFIX = "minzhifa:draft:";
const DAYS = 7;
type Draft = { at: number; values: Record<string, string[]> };

function account(): string {
  return document.documentElement.dataset.account ?? "";
}

function storageKey(key: string): string {
  return `${PREFIX}${account()}:${key}`;
}

function keepable(input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  if (!input.name || input.hasAttribute("data-never-keep")) return false;
  return !["hidden", "password", "file", "submit", "button"].includes(input.type);
}

function fields(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  return all<HTMLInputElement>("input, textarea, select", form).filter(keepable);
}

function read(form: HTMLFormElement): Draft {
  const values: Record<string, string[]> = {};
  for (const input of fields(form)) {
    const list = (values[input.name] ??= []);
    const ticked = input instanceof HTMLInputElement && /^(checkbox|radio)$/.test(input.type);
    if (!ticked || (input as HTMLInputElement).checked) list.push(input.value);
  }
  return { at: Date.now(), values };
}

function write(form: HTMLFormElement, draft: Draft): boolean {
  let changed = false;
  for (const input of fields(form)) {
    const kept = draft.values[input.name];
    if (!kept) continue;
    if (input instanceof HTMLInputElement && /^(checkbox|radio)$/.test(input.type)) {
      changed ||= input.checked !== kept.includes(input.value);
      input.checked = kept.includes(input.value);
    } else if (kept[0] !== undefined && input.value !== kept[0] && !(input.value && kept[0] === "")) {
      input.value = kept.length > 1 ? (kept.shift() ?? "") : kept[0];
      changed = true;
    }
  }
  return changed;
}

function load(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(storageKey(key)) ?? "null") as Draft | null;
    return draft && Date.now() - draft.at < DAYS * 86_400_000 ? draft : null;
  } catch {
    return null;
  }
}

function say(form: HTMLFormElement, state: string, text: string): void {
  const mark = form.querySelector<HTMLElement>("[data-saved]");
  if (!mark) return;
  mark.dataset.state = state;
  const body = mark.querySelector("[data-text]");
  if (body) body.textContent = text;
  mark.querySelector<HTMLElement>("[data-discard]")?.toggleAttribute("hidden", state !== "restored");
}

function save(form: HTMLFormElement): void {
  try {
    localStorage.setItem(storageKey(form.dataset.autosave ?? ""), JSON.stringify(read(form)));
    const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    say(form, "saved", `已存于本机 ${now}`);
  } catch {
    say(form, "failed", "本机存不下草稿，请及时提交");
  }
}

function forget(key: string): void {
  localStorage.removeItem(storageKey(key));
}

function restore(root: ParentNode): void {
  for (const done of all("[data-autosave-clear]", root)) forget(done.dataset.autosaveClear ?? "");
  for (const form of all<HTMLFormElement>("form[data-autosave]", root)) {
    const draft = load(form.dataset.autosave ?? "");
    if (draft && write(form, draft)) {
      const when = new Date(draft.at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
      say(form, "restored", `已恢复 ${when} 没有提交的内容`);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

/** Drafts may hold personal data: they go when the person logs out, and when they are old. */
function sweep(everything: boolean): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const mine = key.startsWith(`${PREFIX}${account()}:`);
    let old = true;
    try {
      old = Date.now() - (JSON.parse(localStorage.getItem(key) ?? "") as Draft).at > DAYS * 86_400_000;
    } catch {
      old = true;
    }
    if (old || (everything && mine)) localStorage.removeItem(key);
  }
}

export function startAutosave(): void {
  const timers = new WeakMap<HTMLFormElement, number>();
  const later = (form: HTMLFormElement): void => {
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => save(form), 400));
  };
  on<HTMLElement>("input", "form[data-autosave]", (_found, event) => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-autosave]") : null;
    if (form && event.target !== form) later(form);
  });
  // What was typed in the last moment before sending must not be older in the draft than in what the server shows again.
  on<HTMLFormElement>("submit", "form[data-autosave]", (form) => {
    window.clearTimeout(timers.get(form));
    save(form);
  });
  on("click", "[data-discard]", (button) => {
    const form = button.closest<HTMLFormElement>("form[data-autosave]");
    if (!form) return;
    forget(form.dataset.autosave ?? "");
    form.reset();
    say(form, "", "已放弃恢复的内容");
  });
  on("submit", "form[data-ends-session]", () => sweep(true));
  document.addEventListener("autosaved", (event) => {
    forget((event as CustomEvent<{ key?: string; value?: string }>).detail.key ?? "");
  });
  sweep(false);
  onEach(restore);
}
