/** Native dialogs: `data-open-dialog="id"` opens, `data-close-dialog` closes, a click on the backdrop closes. */
import htmx from "htmx.org";
import { on } from "./dom";

/** Open the dialog with this id; the first field takes the focus. */
export function openDialog(id: string): HTMLDialogElement | null {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return null;
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Fetch a fragment into the shared dialog and open it. */
async function openRemote(url: string): Promise<void> {
  await htmx.ajax("get", url, { target: "#shared-dialog-content", swap: "innerHTML" });
  openDialog("shared-dialog");
}

export function startDialogs(): void {
  on("click", "[data-open-dialog]", (button, event) => {
    event.preventDefault();
    openDialog(button.dataset.openDialog ?? "");
  });
  on("click", "[data-dialog-url]", (button, event) => {
    event.preventDefault();
    void openRemote(button.dataset.dialogUrl ?? "");
  });
  on("click", "[data-close-dialog]", (button) => button.closest("dialog")?.close());
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && !event.target.hasAttribute("data-stay")) event.target.close();
  });
  document.addEventListener("closeDialog", () => document.querySelector<HTMLDialogElement>("dialog[open]")?.close());
}
