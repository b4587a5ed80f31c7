// data-behaviour="pick-point" on a picture with numbered points: a press on a point presses the radio button of its number,
// one of those called data-name. The buttons work without it.

export default function pickPoint(figure) {
  figure.classList.add("points--live");
  figure.addEventListener("click", ({ target }) => {
    const place = target.closest("[data-place]")?.dataset.place;
    document.querySelector(`input[name="${figure.dataset.name}"][value="${place}"]`)?.click();
  });
}
