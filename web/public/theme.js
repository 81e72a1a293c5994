// Runs before the first paint, so that a chosen theme never flashes the other one. The keys are those of src/app/preferences.ts.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem("paceline.preferences") ?? "{}");
    if (chosen.theme === "light" || chosen.theme === "dark") document.documentElement.dataset.theme = chosen.theme;
    if (chosen.contrast === "more" || matchMedia("(prefers-contrast: more)").matches)
      document.documentElement.dataset.contrast = "more";
  } catch {
    // Storage is closed to us or holds something else: the system's theme stays.
  }
})();
