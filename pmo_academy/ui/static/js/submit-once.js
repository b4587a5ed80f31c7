// data-behaviour="submit-once" on a form: the pressed button says what is happening, a second press does nothing.
// Reads data-busy (words) from the button or the form; without it the button keeps its words.

export default function submitOnce(form) {
  let isSending = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (isSending) {
      event.preventDefault();
      return;
    }
    isSending = true;
    const button = event.submitter;
    if (!button) return;
    const label = button.querySelector("[data-label]") ?? button;
    const words = label.textContent;
    button.setAttribute("aria-disabled", "true");
    label.textContent = button.dataset.busy ?? form.dataset.busy ?? words;
    const restore = () => {
      isSending = false;
      label.textContent = words;
      button.removeAttribute("aria-disabled");
    };
    window.addEventListener("pageshow", restore, { once: true });
    form.addEventListener("htmx:finally:request", restore, { once: true });
  });
}
