// data-behaviour="dialog" on a link with data-dialog="id": opens that dialog instead of the page behind the link.
// Closing returns the focus to the link; a press on the backdrop closes too.

export default function openDialog(link) {
  const dialog = document.getElementById(link.dataset.dialog);
  if (!dialog) return;
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close-dialog]")) dialog.close();
  });
  dialog.addEventListener("close", () => link.focus());
}
