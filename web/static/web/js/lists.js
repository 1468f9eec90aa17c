// Lists: what is selected, a click on a row, J and K in the drawer.
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

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-select]");
  if (box) {
    const all = boxes();
    if (event.shiftKey && last?.isConnected) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      for (const one of all.slice(from, to + 1)) one.checked = box.checked;
    }
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

document.addEventListener("keydown", (event) => {
  const off = document.body.dataset.keys !== "on" || event.metaKey || event.ctrlKey || event.altKey;
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
});
document.addEventListener("htmx:afterSettle", () => list() && count());
