/** Forms are sent once: the button is held until the answer, and every write carries its hidden token. */
import { all, on, onEach } from "./dom";

function hold(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.sent = "1";
  const button = submitter ?? form.querySelector<HTMLElement>("[type=submit]");
  button?.setAttribute("data-busy", "");
  button?.setAttribute("aria-busy", "true");
}

/** Let the form be sent again: after an answer, or when the page comes back from the browser's history. */
function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  for (const button of all("[data-busy]", form)) {
    button.removeAttribute("data-busy");
    button.removeAttribute("aria-busy");
  }
}

type Kept = { once?: Record<string, string> };

function token(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>("input[name=once]");
}

/** Keep the token with this entry of the browser's history: whoever comes back to it sends the same form again. */
function keepToken(form: HTMLFormElement): void {
  const sent = token(form);
  if (!sent) return;
  const kept = (history.state ?? {}) as Kept;
  history.replaceState({ ...kept, once: { ...kept.once, [form.action]: sent.value } }, "");
}

/** The page that is fetched anew on the way back has a new token; the form that was sent from here had another one. */
function restoreTokens(): void {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (navigation?.type !== "back_forward") return;
  const kept = ((history.state ?? {}) as Kept).once ?? {};
  for (const form of all<HTMLFormElement>("form[method=post]")) {
    const input = token(form);
    const before = kept[form.action];
    if (input && before) input.value = before;
  }
}

function toFirstError(root: ParentNode): void {
  const field = root.querySelector<HTMLElement>("form .field.bad input, form .field.bad select, form .field.bad textarea");
  field?.focus();
}

export function startForms(): void {
  on<HTMLFormElement>("submit", "form[method=post]", (form, event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    hold(form, event instanceof SubmitEvent ? event.submitter : null);
    keepToken(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) release(form);
  });
  window.addEventListener("pageshow", () => all<HTMLFormElement>("form[data-sent]").forEach(release));
  on<HTMLInputElement>("change", "[data-submit-on-change] select, [data-submit-on-change] input[type=checkbox]", (input) =>
    input.form?.requestSubmit(),
  );
  restoreTokens();
  onEach(toFirstError);
}
