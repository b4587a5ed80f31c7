// data-behaviour="copy" around values with data-copies (the name of each): adds a button that copies the value.
// Reads data-copy, data-copied (words). Browsers copy on safe addresses only; elsewhere no button appears.

const SHOWN_FOR_MS = 2000;

export default function copy(list) {
  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  list.after(status);
  for (const value of list.querySelectorAll("[data-copies]")) {
    value.after(placeOf(buttonFor(value, list.dataset, status)));
  }
}

function placeOf(button) {
  const place = document.createElement("dd");
  place.className = "summary-list__action";
  place.append(button);
  return place;
}

function buttonFor(value, words, status) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--small";
  button.textContent = words.copy;
  button.setAttribute("aria-label", `${words.copy} ${value.dataset.copies}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(value.textContent);
    button.textContent = words.copied;
    status.textContent = `${words.copied}: ${value.dataset.copies}`;
    setTimeout(() => (button.textContent = words.copy), SHOWN_FOR_MS);
  });
  return button;
}
