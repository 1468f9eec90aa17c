// <kam-order>: knows units and last prices of usual products, adds lines, and sums while one types.
const number = (text) => Number.parseFloat(String(text).replace(",", ".")) || 0;

class KamOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => { this.complete(event.target); this.sum(); });
    this.querySelector("[data-add]").addEventListener("click", () => this.more());
    this.sum();
  }

  rows() { return [...this.querySelectorAll("fieldset")]; }

  complete(field) {
    if (field.dataset.line !== "name") return;
    const known = [...this.querySelectorAll("datalist option")].find((one) => one.value === field.value);
    if (!known) return;
    const row = field.closest("fieldset");
    for (const part of ["unit", "price"]) {
      const other = row.querySelector(`[data-line=${part}]`);
      if (!other.value) other.value = known.dataset[part] ?? "";
    }
  }

  more() {
    const next = this.rows().find((row) => row.hidden);
    if (next) { next.hidden = false; next.querySelector("input").focus(); }
  }

  sum() {
    const value = (row, part) => number(row.querySelector(`[data-line=${part}]`).value);
    const total = this.rows().reduce((sum, row) => sum + value(row, "quantity") * value(row, "price"), 0);
    this.querySelector("[data-total]").textContent = total ? total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : "";
  }
}
customElements.define("kam-order", KamOrder);

// Ctrl-Enter sends the form one is typing in; in a dialog, if it is sent in one way only.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest("[data-ctrl-enter], #k-dialog form:has(.k-dialog-foot .k-btn-primary)")?.requestSubmit();
});
