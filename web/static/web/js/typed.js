// A region reads itself anew after each change, also one made elsewhere on the page: what somebody has
// typed in one of its forms meanwhile, a note half written, is put into the same form of the new region.
import { READS } from "./regions.js";

const FIELDS = "input:not([type=hidden], [type=file], [type=submit]), textarea, select";
const taken = new WeakSet(); // forms whose content was saved: it is not typed any more
let kept = [];

const first = (select) => [...select.options].find((one) => one.defaultSelected) ?? select.options[0];

const isTyped = (field) => {
  if (field.matches("select")) return field.selectedOptions[0] !== first(field);
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
};
const isUnsaved = (field) => field.name && (isTyped(field) || (field.value && field.form.querySelector(".k-error")));

const likes = (form, name) => [...form.elements].filter((field) => field.name === name && field.matches(FIELDS));

document.addEventListener("htmx:beforeOnLoad", ({ detail: { xhr, elt, requestConfig } }) => {
  const form = requestConfig?.verb === "get" ? null : elt.closest("form");
  if (form && xhr.status < 300) taken.add(form);
});

document.addEventListener("input", ({ target }) => { if (target.form) taken.delete(target.form); });

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (!target?.matches(READS)) return;
  kept = [...target.querySelectorAll("form[hx-post]")].filter((form) => !taken.has(form)).flatMap((form) =>
    [...form.querySelectorAll(FIELDS)].filter(isUnsaved).map((field) =>
      ({ region: target.id, post: form.getAttribute("hx-post"), name: field.name, at: likes(form, field.name).indexOf(field), value: field.value, checked: field.checked })));
});

document.addEventListener("htmx:afterSettle", () => {
  for (const { region, post, name, at, value, checked } of kept) {
    const form = document.getElementById(region)?.querySelector(`form[hx-post="${CSS.escape(post)}"]`);
    const field = form && likes(form, name)[at];
    if (!field || (field.value === value && field.checked === checked)) continue;
    field.value = value;
    field.checked = checked;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  kept = [];
});
