// data-behaviour="autosave" on a form with data-autosave-url: sends what changed, as it changes, in order.
// The server answers {"saved_at", "message", "seen"}; the words stand in [data-save-state] (see ui/save_state.html).

const PAUSE = 1000;
const REGULARLY = 20000;
const PATIENCE_AT_SUBMIT = 4000;
const ANSWER = "textarea, select, input:not([type=hidden], [type=file], [type=submit])";
const TYPED = "textarea, input:not([type=radio], [type=checkbox], [type=file])";

export default async function autosave(form, load) {
  const parts = await Promise.all(["save-queue", "save-request", "save-words"].map(load));
  const [{ createQueue }, { createRequest }, { createWords }] = parts;
  const words = createWords(form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]"));
  const typing = new Map();
  const queue = createQueue({ request: createRequest(form), words, isTyping: () => typing.size > 0 });
  let isLeaving = false;

  const save = (scope) => {
    clearTimeout(typing.get(scope));
    typing.delete(scope);
    queue.add(scope);
  };
  const saveTyped = () => [...typing.keys()].forEach(save);
  const scopeOf = (control) => control.closest("[data-scope]") ?? control.closest("fieldset, .field") ?? control;
  const isOurs = (control) => control.form === form && control.name && control.matches(ANSWER);

  form.addEventListener("input", ({ target }) => {
    if (!isOurs(target) || !target.matches(TYPED)) return;
    const scope = scopeOf(target);
    clearTimeout(typing.get(scope));
    typing.set(scope, setTimeout(save, PAUSE, scope));
    words.unsaved();
  });
  form.addEventListener("change", ({ target }) => isOurs(target) && save(scopeOf(target)));
  setInterval(saveTyped, REGULARLY);

  // What was answered while this script was still on its way.
  const isTouched = (control) =>
    control.matches("select")
      ? [...control.options].some((option) => option.selected !== option.defaultSelected && !(option.index === 0 && option.selected))
      : control.checked !== control.defaultChecked || control.value !== control.defaultValue;
  [...form.elements].filter((control) => isOurs(control) && isTouched(control)).forEach((control) => save(scopeOf(control)));

  document.addEventListener("visibilitychange", () => document.hidden && saveTyped());
  window.addEventListener("beforeunload", (event) => {
    saveTyped();
    if (!isLeaving && !queue.isDone()) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    if (!isLeaving) queue.sendTheRest();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  // "Save and continue" waits for what is under way, so that the two never cross, and never leaves with something unsaved.
  form.addEventListener("submit", (event) => {
    if (isLeaving) return;
    saveTyped();
    if (queue.isDone()) {
      isLeaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_AT_SUBMIT));
    Promise.race([queue.whenDone(), late]).then(() => {
      if (isLeaving || !queue.isDone()) return;
      isLeaving = true;
      form.requestSubmit(submitter);
    });
  });
}
