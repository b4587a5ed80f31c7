// data-behaviour="place-point" on a picture: a press fills the numbers of the point whose fields hold the focus last, else those of the
// first point without numbers. The fields (inputs named spots-<row>-x and -y within [data-spot]) work without it.

const WHOLE = 100;

export default function placePoint(picture) {
  const form = picture.closest("form");
  let row = null;
  form.addEventListener("focusin", ({ target }) => {
    row = target.closest("[data-spot]") ?? row;
  });
  const fields = (spot) => ["x", "y"].map((name) => spot.querySelector(`input[name$="-${name}"]`));
  picture.addEventListener("click", (event) => {
    const empty = [...form.querySelectorAll("[data-spot]")].find((spot) => fields(spot).every(({ value }) => !value));
    const spot = row?.isConnected ? row : empty;
    if (!spot) return;
    const { left, top, width, height } = picture.getBoundingClientRect();
    const [x, y] = fields(spot);
    x.value = Math.round(((event.clientX - left) / width) * WHOLE);
    y.value = Math.round(((event.clientY - top) / height) * WHOLE);
    y.dispatchEvent(new Event("input", { bubbles: true }));
    row = null;
    spot.querySelector("textarea")?.focus();
  });
}
