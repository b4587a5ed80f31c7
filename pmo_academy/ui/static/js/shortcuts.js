// data-behaviour="shortcuts" on a region whose links and buttons carry data-shortcut="n": the key presses them.
// data-shortcut="/" on a field puts the cursor there; Ctrl and K do the same. Nothing happens while typing, with a modifier, or in a dialog.

const TYPING = "input, textarea, select, [contenteditable]";

// A person can switch them off: data-shortcuts="off" on the body.
export default function shortcuts(region) {
  if (document.body.dataset.shortcuts === "off") return;
  document.addEventListener("keydown", (event) => {
    const asks = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const search = asks && document.querySelector('[data-shortcut="/"]');
    if (search) {
      event.preventDefault();
      if (search.matches(TYPING)) search.focus();
      else search.click();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    const wanted = region.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches(TYPING)) wanted.focus();
    else wanted.click();
  });
}
