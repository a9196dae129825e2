"use strict";
// The reader's choice of light or dark, kept in this browser only. Runs before the page is drawn, so that it never flashes.
(function () {
  var key = "chronicle-theme";
  var root = document.documentElement;
  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }
  function apply(theme) {
    if (theme === "light" || theme === "dark") { root.setAttribute("data-theme", theme); }
  }
  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme-toggle");
    if (!button) { return; }
    button.hidden = false;
    function dark() {
      var chosen = root.getAttribute("data-theme");
      return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    }
    function say() { button.setAttribute("aria-pressed", dark() ? "true" : "false"); }
    say();
    button.addEventListener("click", function () {
      var next = dark() ? "light" : "dark";
      apply(next);
      try { localStorage.setItem(key, next); } catch (error) { /* private window: the choice lasts for this page */ }
      say();
      document.dispatchEvent(new CustomEvent("chronicle:theme", { detail: next }));
    });
  });
})();
