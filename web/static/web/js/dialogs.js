// #k-dialog takes a form from the server: whatever is swapped into it opens it; kam:done closes it.
import { leave } from "./drafts.js";
import { like } from "./regions.js";

const dialog = () => document.getElementById("k-dialog");
let opener = null;

// Where the dialog was opened from: the region may have been read anew, a menu is closed by now.
function home(from) {
  const again = () => (from.matches("[data-row]") ? document.getElementById(from.id) : document.querySelector(`#main ${like(from)}`));
  const here = from.isConnected ? from : again();
  return here?.closest("details.k-menu:not([open])")?.querySelector("summary") ?? here;
}

// What a form that came back wants looked at: the first field it refused, else what it says of itself.
const wrong = (box) => ["[aria-invalid=true]:not([type=hidden])", "form [role=alert][tabindex]"].map((one) => [...box.querySelectorAll(one)].find((found) => found.checkVisibility())).find(Boolean);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id !== "k-dialog" || dialog().open) return;
  opener = document.activeElement?.matches("[data-row]") ? document.activeElement : event.detail.elt; // by its key
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "k-dialog") return;
  const box = dialog();
  box.className = `k-dialog ${box.firstElementChild?.dataset.dialog ?? ""}`;
  if (!box.open) box.showModal();
  const seen = (one) => one.checkVisibility(); // a dialog within it waits its turn
  const first = wrong(box) ?? [...box.querySelectorAll("[data-first], [autofocus]")].find(seen);
  (first ?? [...box.querySelectorAll(".k-dialog-body :is(input:not([type=hidden]), select, textarea, button)")].find(seen))?.focus();
});

// The same of a form in the page, wherever in it one was: what is wrong may lie far off the window.
document.addEventListener("htmx:afterSettle", ({ detail: { xhr, target } }) => {
  if (xhr?.status === 422 && !dialog().open && !target?.closest("[data-cell]")) wrong(document.getElementById("main"))?.focus();
});
wrong(document.getElementById("main"))?.focus(); // and of one that came as a page, without htmx

// A field to search in takes Escape for itself while it holds something; with it, a dialog is to close.
document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && event.target.matches("input[type=search]") && event.target.closest("dialog");
  if (!box) return;
  event.preventDefault();
  box.close();
});

document.addEventListener("kam:changed", (event) => dialog()?.open && !event.detail?.quiet && dialog().close());

// What was asked for goes on elsewhere, and is looked at here.
document.addEventListener("kam:show", ({ detail: { page } }) => htmx.ajax("GET", page, { target: dialog(), swap: "innerHTML" }));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave(event.target.closest("dialog"));
  if (event.target === dialog()) leave(dialog());
});

document.addEventListener("close", (event) => {
  if (event.target !== dialog()) return;
  dialog().replaceChildren();
  if (opener) home(opener)?.focus();
  opener = null;
}, true);
