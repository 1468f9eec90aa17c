// Lists: what is selected, a click on a row, J and K in the drawer, and where one was before.
import { singlesAreOff } from "./keys.js";

const list = () => document.getElementById("list");
const boxes = () => [...list().querySelectorAll("[data-select]")];
let last = null;

function count() {
  const bar = list()?.querySelector("#bulk");
  if (!bar) return;
  const picked = boxes().filter((box) => box.checked).length;
  const all = bar.querySelector("[data-everything]");
  bar.hidden = picked === 0;
  if (all && picked === 0) all.checked = false;
  bar.querySelector("[data-picked]").textContent = picked;
  const head = list().querySelector("[data-all]");
  head.checked = picked > 0 && picked === boxes().length;
  head.indeterminate = picked > 0 && !head.checked;
}

function pick(on) {
  for (const box of boxes()) box.checked = on;
  count();
}

function reach(box, on) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  for (const one of all.slice(from, to + 1)) one.checked = on;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-select]");
  if (box) {
    if (event.shiftKey && last?.isConnected) reach(box, box.checked);
    last = box;
    count();
    return;
  }
  if (event.target.closest("[data-all]")) return pick(event.target.checked);
  if (event.target.closest("[data-unpick]")) return pick(false);
  const row = event.target.closest("tr[data-peeks]");
  if (row && !event.target.closest("a, button, input, label, select, form") && !getSelection().toString()) {
    row.querySelector("[data-peek]").click();
  }
});

// Shift and X select from the last one to this one; Escape selects nothing.
document.addEventListener("keydown", (event) => {
  const off = singlesAreOff(event);
  if (event.target.closest("input:not([data-select]), textarea, select, dialog[open], details[open], [data-cell-form]") || !list()) return;
  if (event.key === "Escape" && list().querySelector("[data-select]:checked")) pick(false);
  const box = !off && event.key === "X" && document.activeElement.closest("[data-row]")?.querySelector("[data-select]");
  if (!box) return;
  event.preventDefault();
  if (last?.isConnected) reach(box, true); else box.checked = true;
  last = box;
  count();
});

document.addEventListener("keydown", (event) => {
  const off = singlesAreOff(event);
  if (off || event.target.closest("input, textarea, select")) return;
  const way = { j: "[data-peek-next]", k: "[data-peek-previous]" }[event.key];
  const button = way && document.querySelector(`dialog[open] ${way}`);
  if (button) { event.preventDefault(); button.click(); }
}, true);

// What is empty says nothing: keep it out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("[data-slim]")) return;
  const given = event.detail.formData;
  for (const name of new Set(given.keys())) {
    const full = given.getAll(name).filter((value) => value !== "");
    given.delete(name);
    for (const value of full) given.append(name, value);
  }
});

// The region was read anew: keep what is typed in the search box meanwhile.
let typed = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  typed = event.detail.target?.id === "list" && document.activeElement?.id === "list-q" ? document.activeElement.value : null;
});
document.addEventListener("htmx:afterSwap", () => {
  if (typed !== null && document.getElementById("list-q")) document.getElementById("list-q").value = typed;
  typed = null;
});

document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  if (target?.id === "accounts" && document.activeElement === document.body) document.getElementById("accounts-columns")?.focus();
  if (list()) count();
});

// One search is one step back, however slowly it is typed.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { requestConfig, history } = event.detail;
  if (requestConfig.elt.matches(".k-lists-search") && new URLSearchParams(location.search).has("q")) history.type = "replace";
});

// Who comes back, from an account or out of the drawer, stands where they left.
const OPENED = "kam.opened";
let peeked = "";
const stand = (pk) => {
  const row = document.getElementById(`row-${pk}`);
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
};

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-open]") && event.target.closest("#list [data-row]");
  if (row) sessionStorage.setItem(OPENED, JSON.stringify([location.href, row.id.slice(4)]));
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "k-dialog") peeked = document.querySelector("#k-dialog > [data-peeked]")?.dataset.peeked ?? "";
});

document.addEventListener("close", (event) => {
  if (event.target.id === "k-dialog" && peeked) stand(peeked);
  peeked = "";
}, true);

addEventListener("pageshow", () => {
  const [href, pk] = JSON.parse(sessionStorage.getItem(OPENED) ?? "[]");
  if (href === location.href && performance.getEntriesByType("navigation")[0]?.type === "back_forward") stand(pk);
});
