/** Global search: Ctrl-K (or `/`) opens; arrow keys walk the hits; Enter goes there. */
import { all, on } from "./dom";
import { openDialog } from "./dialog";

function open(): void {
  const dialog = openDialog("search-dialog");
  dialog?.querySelector<HTMLInputElement>("input[type=search]")?.select();
}

function typing(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
}

function walk(dialog: HTMLElement, event: KeyboardEvent): void {
  const hits = all<HTMLAnchorElement>("a.hit", dialog);
  if (!hits.length) return;
  const input = dialog.querySelector<HTMLInputElement>("input[type=search]");
  const now = hits.findIndex((hit) => hit === document.activeElement);
  if (event.key === "Enter" && now < 0) {
    event.preventDefault();
    hits[0]?.click();
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    hits[Math.min(now + 1, hits.length - 1)]?.focus();
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    if (now <= 0) input?.focus();
    else hits[now - 1]?.focus();
  }
}

export function startSearch(): void {
  on("click", "[data-search-open]", open);
  document.addEventListener("keydown", (event) => {
    const shortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (shortcut || (event.key === "/" && !typing(event))) {
      event.preventDefault();
      open();
      return;
    }
    const dialog = document.getElementById("search-dialog");
    if (dialog instanceof HTMLDialogElement && dialog.open) walk(dialog, event);
  });
}
