/** Repeated rows in forms: add one from the template, take one away. Pickers: one click fills fields or adds a line. */
import { on } from "./dom";

function changed(element: Element): void {
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(box: HTMLElement): void {
  const template = box.querySelector<HTMLTemplateElement>("template");
  if (!template) return;
  const numbers = Array.from(box.querySelectorAll<HTMLInputElement>("[name]")).map((input) => Number(/\.(\d+)\./.exec(input.name)?.[1] ?? -1));
  const next = String(Math.max(-1, ...numbers) + 1);
  const piece = template.content.cloneNode(true) as DocumentFragment;
  for (const input of Array.from(piece.querySelectorAll<HTMLInputElement>("[name]"))) input.name = input.name.replace("__n__", next);
  const first = piece.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
  template.before(piece);
  first?.focus();
}

/** Put values into the form's fields by name; what was there is replaced. */
function fill(form: HTMLFormElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) field.value = value;
  }
}

/** Add each value as a line of its own, once. */
function append(form: HTMLFormElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLTextAreaElement)) continue;
    const lines = field.value.split("\n").filter((line) => line.trim());
    if (!lines.includes(value)) field.value = [...lines, value].join("\n");
  }
}

export function startRows(): void {
  on("click", "[data-row-add]", (button) => {
    const box = button.closest<HTMLElement>("[data-rows-edit]");
    if (box) add(box);
  });
  on("click", "[data-row-remove]", (button) => {
    const box = button.closest<HTMLElement>("[data-rows-edit]");
    button.closest(".row-item")?.remove();
    if (box) changed(box);
  });
  for (const [name, act] of [["fill", fill], ["append", append]] as const) {
    on("click", `[data-${name}]`, (button) => {
      const form = button.closest<HTMLFormElement>("form");
      if (!form) return;
      act(form, JSON.parse(button.dataset[name] ?? "{}") as Record<string, string>);
      button.closest(".picked")?.replaceChildren();
      changed(form.querySelector("input") ?? form);
    });
  }
}
