// Runs before the first paint, so that a dark room never sees a white flash.
// It is a file of its own because the content security policy allows no inline script.
(() => {
  let choice = "system";
  try {
    choice = localStorage.getItem("touchstone.theme") || "system";
  } catch {
    // Storage may be forbidden; the system's theme is then right.
  }
  const dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const bar = document.querySelector('meta[name="theme-color"]');
  if (bar) bar.content = dark ? "#171513" : "#f7f5f1";
})();
