// A region reads itself anew on kam:changed. A change that comes while it is being read would be lost,
// because what htmx holds back for it goes with the old region: it is read once more.
export const READS = "[hx-trigger*='kam:changed']";
let missed = false;

document.addEventListener("kam:changed", () => {
  if (document.querySelector(`#main ${READS}.htmx-request`)) missed = true;
}, true);

document.addEventListener("htmx:afterSettle", ({ detail: { elt } }) => {
  if (!missed || !elt.matches(`#main ${READS}`)) return;
  missed = false;
  read(elt);
});

// A region stays while somebody presses in it or a change asked for in it is not answered: a click whose
// button goes between down and up is none, and htmx tells an answer to a button that is gone to nobody. What
// it read meanwhile is dropped, and read again afterwards.
const UP = 50; // ms from the end of a press until its click has come
let pressed = null;
const unanswered = new Set();
const late = new Set();

const busy = (region) => region.contains(pressed) || [...unanswered].some((one) => region.contains(one));

document.addEventListener("pointerdown", ({ target }) => { pressed = target; }, true);
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => {
  const over = pressed;
  setTimeout(() => { if (pressed === over) pressed = null; readLate(); }, UP);
}, true);

document.addEventListener("htmx:beforeSend", ({ detail: { elt, requestConfig } }) => {
  if (requestConfig.verb !== "get") unanswered.add(elt);
});
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig } }) => {
  if (unanswered.delete(requestConfig.elt)) readLate();
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, requestConfig } = detail;
  if (requestConfig?.elt !== target || !target.matches(READS) || !busy(target)) return;
  detail.shouldSwap = false;
  late.add(target);
});

function readLate() {
  for (const region of late) {
    if (region.isConnected && (busy(region) || region.matches(".htmx-request"))) continue;
    late.delete(region);
    if (region.isConnected) read(region);
  }
}

function read(region) {
  const swap = region.getAttribute("hx-swap");
  htmx.ajax("GET", region.getAttribute("hx-get"), { source: region, target: region, swap }).catch(() => {});
}

// What has the focus goes with the old region, and whoever works by keyboard would start from the top. It
// goes to its like in the same row, else to that row, else to the row now in its place, or what is there;
// from what takes itself away, as a filter's chip does, to the heir that the page names.
const REACHED = "a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex]";
let held = null;

const reached = (region) => [...region.querySelectorAll(REACHED)].filter((one) => one.checkVisibility());
const rows = (region) => [...region.querySelectorAll("[data-row]")];

export function like(element) {
  const name = ["hx-get", "hx-post", "href", "name"].find((one) => element.hasAttribute(one));
  return name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : element.localName;
}

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  held = null;
  const focused = document.activeElement;
  if (!target?.id || !target.matches(READS) || !target.contains(focused)) return;
  const element = focused.closest("details.k-menu")?.querySelector("summary") ?? focused;
  // What was done to the selected rows was begun below them.
  const row = element.closest("[data-row]") ?? (element.closest(".k-bulk") && target.querySelector("[data-select]:checked")?.closest("[data-row]"));
  const home = element.closest("section[aria-labelledby]");
  const place = reached(home ?? target).indexOf(element);
  held = { region: target.id, id: element.closest("[data-heir]")?.dataset.heir ?? element.id, row: row?.id, like: like(element), at: rows(target).indexOf(row), home: home?.getAttribute("aria-labelledby"), place };
});

document.addEventListener("htmx:afterSettle", () => {
  const region = held && document.getElementById(held.region);
  if (!region || document.activeElement !== document.body) return;
  heir(region, held)?.focus({ preventScroll: true });
  held = null;
});

function heir(region, { id, row, like: wanted, at, home, place }) {
  if (id) return document.getElementById(id) ?? rows(region)[Math.min(at, rows(region).length - 1)];
  const same = row ? document.getElementById(row) : null;
  const within = [...(same ?? region).querySelectorAll(wanted)].find((one) => one.checkVisibility());
  if (same) return within ?? same;
  if (at >= 0) return rows(region)[Math.min(at, rows(region).length - 1)] ?? region.querySelector(REACHED);
  const near = reached((home && region.querySelector(`section[aria-labelledby="${home}"]`)) ?? region);
  return (wanted.startsWith("[") && within) || near[Math.max(0, Math.min(place, near.length - 1))];
}
