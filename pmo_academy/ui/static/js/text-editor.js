// data-behaviour="text-editor" around a text: the toolbar inserts, pasted and dropped pictures are asked what they show.
// data-pictures: where a picture is sent; the answer {"markdown", "message"} goes in where the cursor is.

export default function textEditor(root) {
  const area = root.querySelector("textarea[name=body]");
  const toolbar = root.querySelector("[data-toolbar]");
  const pictureForm = root.querySelector("#picture-form");

  function insert(before, after = "", filling = "") {
    const { selectionStart: start, selectionEnd: end, value } = area;
    const words = value.slice(start, end) || filling;
    area.focus();
    area.setRangeText(`${before}${words}${after}`, start, end, "end");
    area.setSelectionRange(start + before.length, start + before.length + words.length);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  toolbar.hidden = false;
  toolbar.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-before]");
    if (button) insert(button.dataset.before, button.dataset.after, button.dataset.filling);
  });
  // One stop for the tab key; arrows go on within, as toolbars do.
  const buttons = [...toolbar.querySelectorAll("button")];
  buttons.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
  toolbar.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = buttons[(at + by + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });

  // The page beside the text shows about the same place.
  area.addEventListener("scroll", () => {
    const page = root.querySelector(".writer__page");
    const room = area.scrollHeight - area.clientHeight;
    if (room > 0) page.scrollTop = (area.scrollTop / room) * (page.scrollHeight - page.clientHeight);
  });

  function askWhatItShows(file) {
    const carried = new DataTransfer();
    carried.items.add(file);
    pictureForm.elements.file.files = carried.files;
    root.querySelector("#picture").open = true;
    pictureForm.elements.alt.focus();
  }

  const pictureIn = (data) => [...(data?.files ?? [])].find((file) => file.type.startsWith("image/"));
  area.addEventListener("paste", (event) => {
    const picture = pictureIn(event.clipboardData);
    if (!picture) return;
    event.preventDefault();
    askWhatItShows(picture);
  });
  area.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  area.addEventListener("drop", (event) => {
    const picture = pictureIn(event.dataTransfer);
    if (!picture) return;
    event.preventDefault();
    askWhatItShows(picture);
  });

  pictureForm.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const response = await fetch(root.dataset.pictures, {
      method: "POST",
      body: new FormData(pictureForm),
      headers: { Accept: "application/json" },
    });
    const answer = await response.json().catch(() => ({}));
    const error = pictureForm.querySelector("[data-error]");
    error.hidden = Boolean(answer.markdown);
    error.textContent = answer.message ?? "";
    if (!answer.markdown) return;
    pictureForm.reset();
    root.querySelector("#picture").open = false;
    insert(`\n\n${answer.markdown}\n\n`);
  });
}
