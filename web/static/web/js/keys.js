// Single keys, off in fields and dialogs, and off altogether when the reader says so (WCAG 2.1.4).
const FIELDS = "input, textarea, select, [contenteditable], dialog[open]";
const PRESS = { l: "[data-log]", s: "[data-snooze]", e: "[data-edit]", x: "[data-select]", Enter: "[data-open]" };
const CLICK = { n: "[data-new]", "/": "[data-search]", "?": "[data-help]", "[": "[data-previous]", "]": "[data-next]", z: ".k-toasts button" };
let goAt = 0;

export const singlesAreOff = (event) => document.body.dataset.keys !== "on" || event.metaKey || event.ctrlKey || event.altKey;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("[data-search]") && !event.target.value) event.target.blur();
  if (singlesAreOff(event)) return;
  if (event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return;
  if (Date.now() - goAt < 900) return go(event);
  if (event.key === "g") goAt = Date.now();
  else if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  else if (event.key in PRESS) press(event, PRESS[event.key]);
  else if (event.key in CLICK) click(event, CLICK[event.key]);
});

function go(event) {
  goAt = 0;
  const link = document.querySelector(`[data-go="${CSS.escape(event.key.toUpperCase())}"]`);
  if (link) { event.preventDefault(); link.click(); }
}

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const current = () => document.activeElement?.closest("[data-row]");

// Where one stood last: a row that was dealt with may be gone, and the next is in its place.
let stood = -1;

function walk(step) {
  const all = rows();
  const here = all.indexOf(current());
  const next = here >= 0 ? here + step : stood + Math.min(step, 0);
  stood = Math.max(0, Math.min(all.length - 1, next));
  const row = all[stood];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function press(event, selector) {
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const row = current() ?? (event.key === "l" ? rows()[0] : null);
  const target = (row ?? document).querySelector(selector);
  if (target) { event.preventDefault(); target.click(); }
}

function click(event, selector) {
  const elsewhere = event.key === "/" ? document.querySelector("[data-palette]") : null;
  const target = current()?.querySelector(selector) ?? document.querySelector(selector) ?? elsewhere;
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus(); else target.click();
}
