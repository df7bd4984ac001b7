/** Lists by keyboard: `j`/`k` walk the rows, Enter opens, `f` goes to the filter. */
import { all } from "./dom";

function busy(event: KeyboardEvent): boolean {
  const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
  return inField || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null;
}

function step(by: number): void {
  const rows = all<HTMLAnchorElement>("[data-rows] tbody tr").map((row) => row.querySelector<HTMLAnchorElement>("a[href]"));
  const links = rows.filter((link): link is HTMLAnchorElement => link !== null);
  const now = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement) ?? false);
  links[Math.max(0, Math.min(links.length - 1, now + by))]?.focus();
}

export function startKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (busy(event)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "f") {
      const filter = document.querySelector<HTMLInputElement>(".filters input");
      if (!filter) return;
      event.preventDefault();
      filter.focus();
    }
  });
}
