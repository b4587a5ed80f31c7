// data-behaviour="show-password" around a password field: adds a button that shows what was typed.
// Reads data-show, data-hide (words) and data-what (the field's label).

export default function showPassword(row) {
  const input = row.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary";
  button.setAttribute("aria-controls", input.id);
  const draw = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? row.dataset.hide : row.dataset.show;
    button.setAttribute("aria-label", `${button.textContent} ${row.dataset.what}`);
  };
  draw(false);
  button.addEventListener("click", () => draw(input.type === "password"));
  input.form?.addEventListener("submit", () => draw(false));
  row.append(button);
}
