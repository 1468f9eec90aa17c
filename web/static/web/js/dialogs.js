// #k-dialog takes a form from the server: whatever is swapped into it opens it; kam:done closes it.
import { leave } from "./drafts.js";

const dialog = () => document.getElementById("k-dialog");
let opener = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id === "k-dialog" && !dialog().open) opener = event.detail.elt;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "k-dialog") return;
  const box = dialog();
  box.className = `k-dialog ${box.firstElementChild?.dataset.dialog ?? ""}`;
  if (!box.open) box.showModal();
  (box.querySelector("[aria-invalid=true], [data-first], [autofocus]") ?? box.querySelector(".k-dialog-body :is(input:not([type=hidden]), select, textarea, button)"))?.focus();
});

document.addEventListener("kam:changed", (event) => dialog()?.open && !event.detail?.quiet && dialog().close());

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave(event.target.closest("dialog"));
  if (event.target === dialog()) leave(dialog());
});

document.addEventListener("close", (event) => {
  if (event.target !== dialog()) return;
  dialog().replaceChildren();
  if (opener?.isConnected) opener.focus();
  opener = null;
}, true);
