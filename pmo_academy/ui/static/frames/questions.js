// Goes on with course.js: judges checks and quizzes of a course that stands by itself, and leads from page to page.

const plain = (text) => text.trim().toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\s\-.!?]+/g, " ").trim();
const numberIn = (text) => (text.trim() === "" ? NaN : Number(text.trim().replace(",", ".")));

function isRightBlank(control) {
  const { answer, accepted, number, tolerance } = control.dataset;
  if (answer !== undefined) return control.value === answer;
  if (accepted !== undefined) return JSON.parse(accepted).some((one) => plain(one) === plain(control.value));
  return Math.abs(numberIn(control.value) - Number(number)) <= Number(tolerance) + 1e-9;
}

function isRightGroup(group) {
  const choices = [...group.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const blanks = [...group.querySelectorAll("select, input[type=text]")];
  return choices.every((one) => one.checked === "right" in one.dataset) && blanks.every(isRightBlank);
}

function judge(question) {
  const isRight = [...question.querySelectorAll("[data-group]")].every(isRightGroup);
  question.classList.add(isRight ? "right" : "wrong");
  question.querySelectorAll(".why").forEach((why) => {
    const choice = why.parentElement.querySelector("input[type=radio], input[type=checkbox]");
    why.hidden = Boolean(choice) && !choice.checked && !("right" in choice.dataset);
  });
  return isRight;
}

function clear(question) {
  question.classList.remove("right", "wrong");
  question.querySelectorAll(".why").forEach((why) => (why.hidden = true));
  question.querySelectorAll("input[type=radio], input[type=checkbox]").forEach((one) => (one.checked = false));
  question.querySelectorAll("select, input[type=text]").forEach((one) => (one.value = ""));
}

// So many questions of a quiz, others at each try.
function draw(quiz) {
  const all = [...quiz.querySelectorAll("[data-question]")];
  const drawn = new Set(all.map((one) => [Math.random(), one]).sort(([a], [b]) => a - b).slice(0, Number(quiz.dataset.draw)).map(([, one]) => one));
  all.forEach((one) => {
    clear(one);
    one.hidden = !drawn.has(one);
  });
}

function handIn(quiz, verdict) {
  const asked = [...quiz.querySelectorAll("[data-question]")].filter((one) => !one.hidden);
  const right = asked.map(judge).filter(Boolean).length;
  const percent = Math.floor((right * 100) / asked.length);
  const at = screens.indexOf(quiz);
  kept.q[at] = Math.max(kept.q[at] ?? 0, percent);
  const outcome = percent >= Number(quiz.dataset.pass) ? words.passed : words.failed;
  verdict.textContent = `${outcome} ${percent} %`;
  quiz.querySelector("[data-judge]").hidden = true;
  quiz.querySelector("[data-again]").hidden = false;
  tell();
}

screens.forEach((screen, at) => {
  const verdict = screen.querySelector("[data-verdict]");
  const isQuiz = "quiz" in screen.dataset;
  if (isQuiz) draw(screen);
  screen.querySelector("[data-judge]")?.addEventListener("click", ({ target }) => {
    if (isQuiz) return handIn(screen, verdict);
    const question = screen.querySelector("[data-question]");
    question.classList.remove("right", "wrong");
    verdict.textContent = judge(question) ? words.right : words.wrong;
    target.focus();
  });
  screen.querySelector("[data-again]")?.addEventListener("click", ({ target }) => {
    draw(screen);
    verdict.textContent = "";
    screen.querySelector("[data-judge]").hidden = false;
    target.hidden = true;
    screen.focus();
  });
  screen.querySelector("[data-next]").addEventListener("click", () => {
    if (!isQuiz && !kept.d.includes(at)) kept.d.push(at);
    const after = screens[at + 1];
    if (after) location.hash = after.id;
    else show(screen);
  });
});

const wanted = () => screens.find((screen) => `#${screen.id}` === location.hash);
addEventListener("hashchange", () => wanted() && show(wanted()));
const place = read();
show(wanted() ?? screens.find((screen) => screen.id === place) ?? screens[0], { silently: true });
addEventListener("pagehide", leave);
