/** Finds operations and shapes by a word, and opens the one that a link leads to. */
const all = [...document.querySelectorAll("details")];
const find = document.querySelector("#find");
const found = document.querySelector("#found");

function show() {
  const wanted = find.value.trim().toLowerCase();
  for (const one of all) one.hidden = !one.querySelector("summary").textContent.toLowerCase().includes(wanted);
  const left = all.filter((one) => !one.hidden).length;
  found.textContent = wanted === "" ? "" : `${left} of ${all.length}`;
}

function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }
}

find.addEventListener("input", show);
addEventListener("hashchange", open);
open();
