/** The statutory range in yuan while one types the base of a multiple. Shown only; the server computes what counts. */
import { all, onEach } from "./dom";

/** A decimal as a whole number of ten-thousandths, or null when it is none. */
function scaled(text: string): bigint | null {
  const found = /^(\d+)(?:\.(\d{1,4})\d*)?$/.exec(text.replace(/[,，￥\s]/g, ""));
  return found ? BigInt(found[1] ?? "0") * 10_000n + BigInt((found[2] ?? "").padEnd(4, "0")) : null;
}

/** Cents out of ten-thousandths of yuan squared away, the least bound upwards, the greatest downwards. */
function cents(product: bigint, scale: bigint, up: boolean): string {
  const unit = scale / 100n;
  const whole = product / unit + (up && product % unit ? 1n : 0n);
  return `${whole / 100n}.${String(whole % 100n).padStart(2, "0")}`.replace(/\B(?=(\d{3})+\.)/g, ",");
}

function sentence(form: HTMLFormElement): string {
  const chosen = form.querySelector<HTMLInputElement>("[data-range-max]:checked");
  if (!chosen) return "";
  const base = chosen.dataset.rangeBase ?? "";
  const typed = form.querySelector<HTMLInputElement>("[name='range.base_amount']")?.value ?? "";
  const factor = base ? scaled(typed) : 10_000n;
  const most = scaled(chosen.dataset.rangeMax ?? "");
  if (most === null) return "";
  if (factor === null) return `填写${base}后算出上下限。`;
  const scale = 100_000_000n;
  const least = scaled(chosen.dataset.rangeMin ?? "");
  const high = cents(most * factor, scale, false);
  return least === null ? `罚款不超过 ${high} 元。` : `罚款 ${cents(least * factor, scale, true)} 元至 ${high} 元。`;
}

export function startRanges(): void {
  onEach((root) => {
    for (const result of all("[data-range-result]", root)) {
      const form = result.closest("form");
      if (!form) continue;
      const show = (): void => {
        result.textContent = sentence(form);
      };
      form.addEventListener("input", show);
      form.addEventListener("change", show);
      show();
    }
  });
}
