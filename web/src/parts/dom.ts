/** Shorthands over the document. */

/** All elements under `root` that match. */
export function all<T extends HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

/** The nearest ancestor (or the element itself) of an event's target that matches. */
export function closest<T extends Element>(event: Event, selector: string): T | null {
  return event.target instanceof Element ? event.target.closest<T>(selector) : null;
}

/** One delegated listener for the whole page; works on content that arrives later. */
export function on<T extends HTMLElement>(type: string, selector: string, act: (found: T, event: Event) => void): void {
  document.addEventListener(type, (event) => {
    const found = closest<T>(event, selector);
    if (found) act(found, event);
  });
}

/** Run now, and again on every piece of page that htmx brings in. */
export function onEach(start: (root: ParentNode) => void): void {
  start(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element && event.target !== document.body) start(event.target);
  });
}

/** Remember a display preference for a year; the server reads it, so pages do not flash. */
export function remember(name: string, value: string): void {
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
}
