// data-behaviour="quiz-timer" (see ui/timer.html): counts data-seconds down in whole minutes, as words. The button hides the words, for as
// long as the browser tab lives; what is spoken at 10, 5 and 1 minutes is still spoken. At zero the page is opened anew.

const SPOKEN = [10, 5, 1];
const HIDDEN = "quiz-timer-hidden";

export default function quizTimer(timer) {
  const words = timer.querySelector("[data-timer-left]");
  const status = timer.querySelector("[data-timer-status]");
  const button = document.createElement("button");
  const end = Date.now() + Number(timer.dataset.seconds) * 1000;
  let before = Math.ceil(Number(timer.dataset.seconds) / 60) + 1;
  let ticking = 0;

  const inWords = (minutes) => (minutes > 1 ? timer.dataset.left.replace("{minutes}", minutes) : timer.dataset.last);
  const draw = (isHidden) => {
    timer.querySelector("p").hidden = isHidden;
    button.textContent = isHidden ? timer.dataset.show : timer.dataset.hide;
  };
  const tick = () => {
    const seconds = Math.round((end - Date.now()) / 1000);
    const minutes = Math.ceil(seconds / 60);
    if (seconds <= 0) {
      clearInterval(ticking);
      status.textContent = timer.dataset.over;
      words.textContent = timer.dataset.over;
      setTimeout(() => location.reload(), 1500);
      return;
    }
    words.textContent = inWords(minutes);
    if (minutes < before && SPOKEN.includes(minutes)) status.textContent = inWords(minutes);
    before = minutes;
  };

  button.type = "button";
  button.className = "button button--quiet";
  button.addEventListener("click", () => {
    const isHidden = !timer.querySelector("p").hidden;
    sessionStorage.setItem(HIDDEN, isHidden ? "yes" : "");
    draw(isHidden);
  });
  timer.append(button);
  draw(sessionStorage.getItem(HIDDEN) === "yes");
  tick();
  ticking = setInterval(tick, 1000);
}
