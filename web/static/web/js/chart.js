// <kam-chart data-points>: a crosshair and the numbers under the pointer, or under the arrow keys.
class KamChart extends HTMLElement {
  connectedCallback() {
    this.points = JSON.parse(this.dataset.points);
    this.pairs = "pairs" in this.dataset; // bars have a width, points of a line have none
    this.columns = Number(this.dataset.columns); // of a grid: its cells are the points, line by line
    this.cells = [...this.querySelectorAll(".k-heat")];
    this.tip = this.querySelector(".k-tip");
    this.cross = this.querySelector(".k-cross");
    this.plot = this.querySelector(".k-root");
    for (const name of ["pointermove", "pointerdown"]) this.addEventListener(name, (event) => this.point(event));
    this.addEventListener("pointerleave", () => this.hide());
    this.addEventListener("blur", () => this.hide());
    this.addEventListener("keydown", (event) => this.step(event));
  }

  point(event) {
    if (this.columns) return this.show(this.cells.indexOf(event.target));
    const frame = this.plot.getBoundingClientRect();
    const across = (event.clientX - frame.left) / frame.width;
    this.show(this.within(this.pairs ? Math.floor(across * this.points.length) : Math.round(across * (this.points.length - 1))));
  }

  step(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1, ...(this.columns && { ArrowUp: -this.columns, ArrowDown: this.columns }) }[event.key];
    if (event.key === "Escape") this.hide();
    if (!way) return;
    event.preventDefault();
    if (this.columns) return this.show(this.points[(this.index ?? -way) + way] ? (this.index ?? -way) + way : this.index);
    this.show(this.within((this.index ?? this.points.length - 1) + way));
  }

  within(index) { return Math.max(0, Math.min(this.points.length - 1, index)); }

  show(index) {
    if (!this.points[index]) return;
    this.cells[this.index]?.classList.remove("k-heat-on");
    this.index = index;
    const { at, rows } = this.points[index];
    this.classList.add("k-on");
    this.tip.replaceChildren(line(at, "", "k-label"), ...rows.map(([name, value]) => line(name, value)));
    this.tip.hidden = false;
    if (this.columns) return this.lift(this.cells[index]);
    const x = this.pairs ? ((index + 0.5) * 100) / this.points.length : (index * 100) / (this.points.length - 1);
    for (const end of ["x1", "x2"]) this.cross.setAttribute(end, `${x}%`);
    const plot = this.plot.getBoundingClientRect();
    this.place(plot.left + (plot.width * x) / 100, 12);
  }

  lift(cell) {
    cell.classList.add("k-heat-on");
    const box = cell.getBoundingClientRect();
    this.place(box.right, 6);
    this.tip.style.top = `${box.top - this.getBoundingClientRect().top}px`;
  }

  place(at, air) {
    const frame = this.getBoundingClientRect();
    let left = at - frame.left + air;
    if (left + this.tip.offsetWidth > frame.width) left -= this.tip.offsetWidth + 2 * air + (this.columns ? this.cells[0].getBoundingClientRect().width : 0);
    this.tip.style.left = `${Math.max(0, left)}px`;
  }

  hide() {
    this.tip.hidden = true;
    this.cells[this.index]?.classList.remove("k-heat-on");
    this.classList.remove("k-on");
  }
}

function line(name, value, style = "") {
  const row = document.createElement("div");
  row.className = style;
  row.append(value ? `${name}  ` : name);
  const number = document.createElement("b");
  number.textContent = value;
  row.append(number);
  return row;
}

customElements.define("kam-chart", KamChart);
