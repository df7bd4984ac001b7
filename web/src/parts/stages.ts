import { onEach } from "./dom";

/** On a narrow screen the stage bar scrolls; it begins at the present stage. */
export function startStages(): void {
  onEach((root) => {
    for (const bar of root.querySelectorAll<HTMLElement>(".stages-scroll")) {
      const now = bar.querySelector(".now")?.getBoundingClientRect();
      if (now) bar.scrollLeft += now.left - bar.getBoundingClientRect().left - (bar.clientWidth - now.width) / 2;
    }
  });
}
