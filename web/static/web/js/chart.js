// <kam-chart data-points>: a crosshair and the numbers under the pointer, or under the arrow keys.
class KamChart extends HTMLElement {
  connectedCallback() {
    this.points = JSON.parse(this.dataset.points);
    this.pairs = "pairs" in this.dataset; // bars have a width, points of a line have none
    this.tip = this.querySelector(".k-tip");
    this.cross = this.querySelector(".k-cross");
    this.plot = this.querySelector(".k-root");
    this.addEventListener("pointermove", (event) => {
      const frame = this.plot.getBoundingClientRect();
      const across = (event.clientX - frame.left) / frame.width;
      this.show(this.pairs ? Math.floor(across * this.points.length) : Math.round(across * (this.points.length - 1)));
    });
    this.addEventListener("pointerleave", () => this.hide());
    this.addEventListener("blur", () => this.hide());
    this.addEventListener("keydown", (event) => this.step(event));
  }

  step(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    this.show((this.index ?? this.points.length - 1) + way);
  }

  show(wanted) {
    this.index = Math.max(0, Math.min(this.points.length - 1, wanted));
    const { at, rows } = this.points[this.index];
    const x = this.pairs ? ((this.index + 0.5) * 100) / this.points.length : (this.index * 100) / (this.points.length - 1);
    for (const end of ["x1", "x2"]) this.cross.setAttribute(end, `${x}%`);
    this.classList.add("k-on");
    this.tip.replaceChildren(line(at, "", "k-label"), ...rows.map(([name, value]) => line(name, value)));
    this.tip.hidden = false;
    this.place(x);
  }

  place(x) {
    const plot = this.plot.getBoundingClientRect();
    const frame = this.getBoundingClientRect();
    let left = plot.left - frame.left + (plot.width * x) / 100 + 12;
    if (left + this.tip.offsetWidth > frame.width) left -= this.tip.offsetWidth + 24;
    this.tip.style.left = `${Math.max(0, left)}px`;
  }

  hide() {
    this.tip.hidden = true;
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
