/** A file drop shows what was chosen before it is sent: name, size, and what is too large. */
import { on } from "./dom";

function size(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function list(drop: HTMLElement, files: FileList | null): void {
  const shown = drop.parentElement?.querySelector<HTMLElement>(".drop-list");
  if (!shown) return;
  const limit = Number(drop.dataset.limit ?? 0);
  shown.replaceChildren(
    ...Array.from(files ?? []).map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const note = document.createElement("span");
      name.className = "grow";
      name.textContent = file.name;
      const tooBig = limit > 0 && file.size > limit;
      note.className = tooBig ? "tag over" : "muted small";
      note.textContent = tooBig ? `${size(file.size)}，超过 ${size(limit)}` : size(file.size);
      line.append(name, note);
      return line;
    }),
  );
}

export function startFileDrop(): void {
  on<HTMLInputElement>("change", ".drop input[type=file]", (input) => {
    const drop = input.closest<HTMLElement>(".drop");
    if (drop) list(drop, input.files);
  });
  for (const type of ["dragenter", "dragover"]) on(type, ".drop", (drop) => drop.setAttribute("data-over", ""));
  for (const type of ["dragleave", "drop"]) on(type, ".drop", (drop) => drop.removeAttribute("data-over"));
}
