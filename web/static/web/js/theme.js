// The theme is a cookie the server reads, so that no page flashes.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-toggle]");
  if (!button) return;
  const was = document.documentElement.dataset.theme ?? "";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (was || system) === "dark" ? "light" : "dark";
  set(next);
  document.dispatchEvent(new CustomEvent("kam:toast", { detail: { text: button.dataset[next], undo: () => set(was) } }));
});

// Empty is as the system is.
function set(theme) {
  if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
  document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
}
