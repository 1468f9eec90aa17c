// A call is dragged from one day to another; the same move is in its menu.
const day = (event) => event.target.closest?.("[data-day]");
let plan = null;

document.addEventListener("dragstart", (event) => {
  plan = event.target.closest?.("[data-plan]")?.dataset.plan ?? null;
});

document.addEventListener("dragover", (event) => {
  if (!plan || !day(event)) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".k-over")) other.classList.remove("k-over");
  day(event).classList.add("k-over");
});

document.addEventListener("drop", (event) => {
  const target = day(event);
  if (!plan || !target) return;
  event.preventDefault();
  htmx.ajax("POST", `/plans/${plan}/drop/`, { values: { day: target.dataset.day }, swap: "none" });
});

document.addEventListener("dragend", () => {
  plan = null;
  for (const other of document.querySelectorAll(".k-over")) other.classList.remove("k-over");
});

// All or none of a proposal at once, and how many are ticked.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-pick]");
  if (!button) return;
  const form = button.closest("form");
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = button.dataset.pick === "all";
  count(form);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-picks]");
  if (form) count(form);
});

function count(form) {
  form.querySelector("[data-picked]").textContent = form.querySelectorAll("input:checked").length;
}
