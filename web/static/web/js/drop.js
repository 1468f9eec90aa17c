// <kam-drop>: files dropped anywhere on it, or chosen, are sent at once; without it the form has its button.
const EVENTS = ["dragover", "dragleave", "drop", "change", "htmx:xhr:progress", "htmx:beforeRequest", "htmx:afterRequest"];

customElements.define("kam-drop", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("form > button");
    if (button) button.hidden = true;
    for (const name of EVENTS) this.addEventListener(name, this);
  }

  handleEvent(event) {
    const form = this.querySelector("form");
    if (!form) return;
    if (event.type.startsWith("d")) this.drag(event, form.elements.file);
    else if (event.type === "change") this.send(form);
    else if (event.target === form) this.sending(event, form);
  }

  drag(event, input) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault(); // else the browser leaves the page for the file
    this.classList.toggle("k-drop-over", event.type === "dragover");
    if (event.type !== "drop") return;
    input.files = event.dataTransfer.files;
    this.send(input.form);
  }

  send(form) {
    const files = [...form.elements.file.files];
    const large = files.find((file) => file.size > Number(this.dataset.most));
    const many = files.reduce((sum, file) => sum + file.size, 0) > Number(this.dataset.together);
    if (!large && !many) return files.length && form.requestSubmit();
    const text = large ? this.dataset.large.replace("{name}", large.name) : this.dataset.many;
    document.dispatchEvent(new CustomEvent("kam:toast", { detail: { text, tone: "danger" } }));
    form.reset();
  }

  sending({ type, detail }, form) {
    const bar = form.querySelector("progress");
    if (type === "htmx:beforeRequest") bar.removeAttribute("value");
    if (type === "htmx:xhr:progress" && detail.lengthComputable) bar.value = detail.loaded / detail.total;
    bar.hidden = type === "htmx:afterRequest";
    if (type === "htmx:afterRequest") form.reset();
  }
});
