import htmx from "htmx.org";
import { toast } from "./toast";

// The content policy allows neither inline styles nor eval; htmx must not try.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0; // pages hold personal data: nothing of them stays in local storage
htmx.config.scrollIntoViewOnBoost = false;
htmx.config.timeout = 30_000;
// A refusal (4xx with a page fragment) is content, shown where the answer would have stood.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "4(00|03|04|09|22|29)", swap: true, error: false },
  { code: "...", swap: false, error: true },
];

let running = 0;

function loading(change: number): void {
  running = Math.max(0, running + change);
  document.documentElement.toggleAttribute("data-loading", running > 0);
}

document.addEventListener("htmx:beforeRequest", () => loading(1));
document.addEventListener("htmx:afterRequest", () => loading(-1));
document.addEventListener("htmx:responseError", () => toast("服务器没有答复这次操作；您填写的内容已保留，请稍后再试。", "error"));
document.addEventListener("htmx:sendError", () => toast("网络断开，没有送出；您填写的内容已保留，恢复后请再提交。", "error"));
document.addEventListener("htmx:timeout", () => toast("等候超时，不确定是否办成；请刷新查看后再操作。", "error"));
