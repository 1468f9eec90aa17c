// A region reads itself anew on kam:changed. A change that comes while it is being read would be lost,
// because what htmx holds back for it goes with the old region: it is read once more.
const READS = "[hx-trigger*='kam:changed']";
let missed = false;

document.addEventListener("kam:changed", () => {
  if (document.querySelector(`#main ${READS}.htmx-request`)) missed = true;
}, true);

document.addEventListener("htmx:afterSettle", ({ detail: { elt } }) => {
  if (!missed || !elt.matches(`#main ${READS}`)) return;
  missed = false;
  htmx.ajax("GET", elt.getAttribute("hx-get"), { source: elt, target: elt, swap: "outerHTML" }).catch(() => {});
});
