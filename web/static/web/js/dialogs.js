// #k-dialog takes a form from the server: whatever is swapped into it opens it; kam:done closes it.
import { leave } from "./drafts.js";
import { like } from "./regions.js";

const dialog = () => document.getElementById("k-dialog");
let opener = null;

// Where the dialog was opened from: the region may have been read anew, a menu is closed by now.
function home(from) {
  const here = from.isConnected ? from : document.querySelector(`#main ${like(from)}`);
  return here?.closest("details.k-menu:not([open])")?.querySelector("summary") ?? here;
}

// What a form that came back wants looked at: the first field it refused, else what it says of itself.
const wrong = (box) => ["[aria-invalid=true]:not([type=hidden])", "form [role=alert][tabindex]"].map((one) => [...box.querySelectorAll(one)].find((found) => found.checkVisibility())).find(Boolean);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id === "k-dialog" && !dialog().open) opener = event.detail.elt;
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

// A form on a page of its own is replaced whole, and the focus with it.
document.addEventListener("htmx:afterSettle", ({ detail: { xhr } }) => {
  if (xhr?.status === 422 && document.activeElement === document.body) wrong(document.getElementById("main"))?.focus();
});

document.addEventListener("kam:changed", (event) => dialog()?.open && !event.detail?.quiet && dialog().close());

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
