/** Light, dark or the machine's choice; normal or larger type. Kept in cookies, written on `<html>` by the server. */
import { all, on, remember } from "./dom";

function mark(name: string, value: string): void {
  for (const button of all<HTMLButtonElement>(`[data-set-${name}]`)) {
    button.setAttribute("aria-pressed", String(button.getAttribute(`data-set-${name}`) === value));
  }
}

export function startTheme(): void {
  for (const name of ["theme", "text"] as const) {
    on<HTMLButtonElement>("click", `[data-set-${name}]`, (button) => {
      const value = button.getAttribute(`data-set-${name}`) ?? "";
      document.documentElement.dataset[name] = value;
      remember(name, value);
      mark(name, value);
    });
  }
}
