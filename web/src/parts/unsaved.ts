/** Leaving a form with something in it that the browser does not keep (chosen files, forms without a draft) is asked about. */
import { on } from "./dom";

function loses(form: HTMLFormElement, input: EventTarget | null): boolean {
  const file = input instanceof HTMLInputElement && input.type === "file" && (input.files?.length ?? 0) > 0;
  const typed = input instanceof HTMLTextAreaElement || (input instanceof HTMLInputElement && /^(text|date|number)$/.test(input.type));
  return file || (typed && !form.hasAttribute("data-autosave") && form.closest(".entrance") === null);
}

export function startUnsaved(): void {
  const open = new Set<HTMLFormElement>();
  for (const type of ["input", "change"]) {
    on<HTMLFormElement>(type, "form[method=post]:not([hx-post])", (form, event) => {
      if (loses(form, event.target)) open.add(form);
    });
  }
  on<HTMLFormElement>("reset", "form", (form) => open.delete(form));
  on<HTMLFormElement>("submit", "form", () => open.clear());
  window.addEventListener("beforeunload", (event) => {
    if (Array.from(open).some((form) => form.isConnected)) event.preventDefault();
  });
}
