// data-behaviour="focus-error" on the error summary: takes the focus, so that it is read first;
// its links go to the field itself, not past its label.

export default function focusError(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field, .question") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
