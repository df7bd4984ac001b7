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
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) release(form);
  });
  window.addEventListener("pageshow", () => all<HTMLFormElement>("form[data-sent]").forEach(release));
  on<HTMLInputElement>("change", "[data-submit-on-change] select, [data-submit-on-change] input[type=checkbox]", (input) =>
    input.form?.requestSubmit(),
  );
  onEach(toFirstError);
}
