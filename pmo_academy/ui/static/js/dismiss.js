// data-behaviour="dismiss" on a button: removes the message around it and leaves the focus in the page.

export default function dismiss(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const message = button.closest(".message");
    message.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
}
