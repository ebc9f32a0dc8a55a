"use strict";
// Filters the findings by text, rule, fate and file. Without this script the page shows everything.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const files = [...document.querySelectorAll("details.file")];
  for (const file of files) {
    const option = document.createElement("option");
    option.textContent = option.value = file.dataset.path;
    form.elements.file.append(option);
  }
  const output = form.querySelector("output");
  const started = new Map([...document.querySelectorAll("details.group")].map((group) => [group, group.open]));
  const rows = new Map([...document.querySelectorAll(".group li")].map((row) => [row, row.textContent.toLowerCase()]));
  const apply = () => {
    const wanted = form.elements.text.value.trim().toLowerCase();
    const rule = form.elements.rule.value;
    const fate = form.elements.fate.value;
    const path = form.elements.file.value;
    const narrowed = Boolean(wanted || rule || fate);
    let hits = 0;
    for (const file of files) {
      let inFile = 0;
      const here = !path || file.dataset.path === path;
      for (const group of file.querySelectorAll("details.group")) {
        let inGroup = 0;
        const speaks = here && (!rule || group.dataset.rule === rule);
        for (const row of group.querySelectorAll("li")) {
          const shown = speaks && (!fate || row.dataset.fate === fate) && (!wanted || rows.get(row).includes(wanted));
          row.hidden = !shown;
          inGroup += shown;
        }
        group.hidden = inGroup === 0;
        group.open = narrowed ? inGroup > 0 : started.get(group);
        inFile += inGroup;
      }
      file.hidden = narrowed ? inFile === 0 : !here;
      if (narrowed && inFile) file.open = true;
      hits += inFile;
    }
    output.textContent = output.dataset.form.replace("#", hits.toLocaleString("en"));
  };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a file of the table opens its findings.
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  form.hidden = false;
  reveal();
  apply();
})();
