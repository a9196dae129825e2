"use strict";
// The button that copies a citation; where the browser cannot copy, it stays hidden and the text is there to select.
document.querySelectorAll("button.copy").forEach(function (button) {
  var source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) { return; }
  var label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(source.textContent.trim()).then(
      function () { button.textContent = "Copied"; },
      function () { button.textContent = "Copying is not allowed here"; }
    ).then(function () { setTimeout(function () { button.textContent = label; }, 2500); });
  });
});
