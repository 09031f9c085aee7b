// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that a chosen theme does not flash. A classic script: modules would come too late.
(() => {
  const asked = new URLSearchParams(location.search).get("theme");
  let stored = null;
  try { stored = JSON.parse(localStorage.getItem("switchboard.prefs") ?? "{}").theme; } catch { /* no storage: follow the system */ }
  const theme = asked ?? stored;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
