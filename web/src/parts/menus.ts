/** Drop-down menus (details elements) close on a click outside and on Escape; the phone's navigation drawer. */
import { all, on } from "./dom";

function drawer(open: boolean): void {
  const root = document.documentElement;
  if (open) root.dataset.nav = "open";
  else delete root.dataset.nav;
  document.querySelector(".nav-open")?.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector<HTMLElement>(".nav a")?.focus();
}

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    for (const menu of all<HTMLDetailsElement>("details.menu[open]")) {
      if (!(event.target instanceof Node) || !menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all<HTMLDetailsElement>("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    if (document.documentElement.dataset.nav) {
      drawer(false);
      document.querySelector<HTMLElement>(".nav-open")?.focus();
    }
  });
  on("click", "[data-nav-open]", () => drawer(true));
  on("click", "[data-nav-close]", () => drawer(false));
}
