// Starts each behaviour that an element asks for with data-behaviour="name other-name", also in swapped-in content.
// In that order: of two that listen to the same event, the first named hears it first.

const addresses = JSON.parse(document.querySelector('meta[name="behaviours"]').content);
const started = new WeakMap();

// A module of ours by name, from the address that carries its version.
function load(name) {
  return import(addresses[name]);
}

async function start(element) {
  const names = element.dataset.behaviour.split(/\s+/).filter(Boolean);
  const done = started.get(element) ?? new Set();
  started.set(element, done);
  for (const name of names) {
    if (done.has(name) || !addresses[name]) continue;
    done.add(name);
    const module = await load(name);
    await module.default(element, load);
  }
}

function startAll(root) {
  if (root instanceof Element && root.matches("[data-behaviour]")) start(root);
  root.querySelectorAll("[data-behaviour]").forEach(start);
}

startAll(document);

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node instanceof Element) startAll(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
