// Ctrl-K or Cmd-K: find a record, go to a page, start an action.
const box = () => document.getElementById("k-palette");
const field = () => box().querySelector("input");
const items = () => [...box().querySelectorAll("[role=option]")];

export function openPalette() {
  if (box().open) return;
  box().showModal();
  field().select();
  answered = null; // the list still shows what was asked for last time, and what was chosen of it
  htmx.trigger(field(), "refresh");
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]")) openPalette();
  if (event.target === box() || event.target.closest(".k-palette-item[hx-get]")) box().close();
});

// What was opened last in this browser comes first; the server shows of it what is in reach.
const RECENT = "kam.recent";
const opened = () => JSON.parse(localStorage.getItem(RECENT) ?? "[]");
const here = location.pathname.match(/^\/leads\/(\d+)\/$/)?.[1];
if (here) localStorage.setItem(RECENT, JSON.stringify([here, ...opened().filter((one) => one !== here)].slice(0, 8)));

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (box() && detail.elt === field()) detail.parameters.recent = opened().filter((one) => one !== here).join(",");
});

document.addEventListener("keydown", (event) => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if (box()?.open) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Enter") { event.preventDefault(); if (answered === field().value) chosen()?.click(); else hurry = true; }
  }
});

// Who types and presses Enter faster than the answer comes means what they typed.
let answered = null;
let hurry = false;

document.addEventListener("htmx:afterSwap", ({ detail: { target, requestConfig } }) => {
  if (target?.id !== "k-palette-list") return;
  select(items()[0]);
  answered = new URLSearchParams(requestConfig.path.split("?")[1]).get("q") ?? requestConfig.parameters.q ?? "";
  if (hurry && answered === field().value) chosen()?.click();
  hurry &&= answered !== field().value;
});

const chosen = () => items().find((item) => item.getAttribute("aria-selected") === "true");

function move(step) {
  const all = items();
  if (all.length) select(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
}

function select(item) {
  for (const other of items()) other.setAttribute("aria-selected", String(other === item));
  if (!item) return field().removeAttribute("aria-activedescendant");
  field().setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}
