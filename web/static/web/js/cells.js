// A cell that is changed where it stands: Enter saves, Escape leaves it as it was, the focus stays in it.
// Within [data-rereads] the page has more to say of the value than the cell: it is read anew.
import { singlesAreOff } from "./keys.js";

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("[data-cell-form]");
  if (form && event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-revert]").click();
  }
  if (form && event.key === "Enter" && event.target.matches("select")) {
    event.preventDefault();
    form.requestSubmit();
  }
  const off = singlesAreOff(event);
  if (!off && event.key === "e" && event.target.matches("[data-cell] > [data-edit]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.click();
  }
}, true);

document.addEventListener("htmx:afterSwap", ({ detail: { target, requestConfig, xhr } }) => {
  if (!target?.matches?.("[data-cell]")) return;
  (target.querySelector("[aria-invalid=true]") ?? target.querySelector("input:not([type=hidden]), select, .k-lists-edit"))?.focus();
  if (requestConfig.verb === "post" && xhr.status === 200 && target.closest("[data-rereads]")) htmx.trigger(document.body, "kam:changed");
});
