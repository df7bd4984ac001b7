/** Short notices at the corner: `HX-Trigger: {"toast": {"text": …, "level": …}}`, or those the page came with. */
import { closest } from "./dom";

const LIFE = 6000;

function corner(): HTMLElement | null {
  return document.getElementById("toasts");
}

/** Show one notice; an error stays until it is closed. */
export function toast(text: string, level = "info"): void {
  const template = document.querySelector<HTMLTemplateElement>("#toast-template");
  const box = template?.content.firstElementChild?.cloneNode(true);
  if (!(box instanceof HTMLElement)) return;
  box.classList.add(level);
  const body = box.querySelector("[data-text]");
  if (body) body.textContent = text;
  corner()?.append(box);
  expire(box);
}

function expire(box: HTMLElement): void {
  if (box.classList.contains("error") || box.classList.contains("over")) return;
  window.setTimeout(() => box.remove(), LIFE);
}

export function startToasts(): void {
  corner()?.querySelectorAll<HTMLElement>(".toast").forEach(expire);
  document.addEventListener("click", (event) => {
    if (closest(event, "[data-close-toast]")) closest(event, ".toast")?.remove();
  });
  document.addEventListener("toast", (event) => {
    const detail = (event as CustomEvent<{ text?: string; value?: string; level?: string }>).detail;
    toast(detail.text ?? detail.value ?? "", detail.level);
  });
}
