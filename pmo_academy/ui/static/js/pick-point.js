// data-behaviour="pick-point" on a picture with numbered points, data-name the name of its radio buttons: a press on a
// point chooses the button at its place, and the chosen one is drawn as such. The buttons work without it.

export default function pickPoint(figure) {
  const buttons = [...document.getElementsByName(figure.dataset.name)].filter((one) => one.type === "radio");
  const points = [...figure.querySelectorAll("[data-place]")];
  const buttonOf = (point) => buttons.find((one) => one.value === point.dataset.place);
  const draw = () => {
    for (const point of points) point.classList.toggle("points__point--chosen", Boolean(buttonOf(point)?.checked));
  };
  for (const point of points) {
    point.addEventListener("click", () => {
      const button = buttonOf(point);
      if (!button || button.disabled) return;
      button.checked = true;
      button.focus();
      button.dispatchEvent(new Event("change", { bubbles: true }));
      draw();
    });
  }
  for (const button of buttons) button.addEventListener("change", draw);
  figure.classList.add("points--live");
  draw();
}
