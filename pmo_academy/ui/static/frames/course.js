// A course that stands by itself in a SCORM 1.2 package: one page at a time, checks and quizzes judged here, and what was done told
// to the platform that opened it (window.API of a window above). Without one it works all the same and keeps nothing. A plain script,
// not a module, because platforms give packages out in many ways; questions.js goes on with what stands here.

function findApi(from) {
  for (let place = from, depth = 0; place && depth < 12; depth += 1) {
    try {
      if (place.API) return place.API;
    } catch {
      return null;
    }
    if (place.parent === place) return place.opener ? findApi(place.opener) : null;
    place = place.parent;
  }
  return null;
}

const api = findApi(window);
const words = JSON.parse(document.documentElement.dataset.words);
const screens = [...document.querySelectorAll("[data-screen]")];
const quizzes = screens.filter((screen) => "quiz" in screen.dataset);
const begun = Date.now();
let kept = { d: [], q: {} };
let isOpen = false;

function read() {
  if (!api || api.LMSInitialize("") !== "true") return "";
  isOpen = true;
  try {
    kept = { ...kept, ...JSON.parse(api.LMSGetValue("cmi.suspend_data") || "{}") };
  } catch {
    // What another version of the course left is begun anew.
  }
  return api.LMSGetValue("cmi.core.lesson_location");
}

const isPassed = (quiz) => (kept.q[screens.indexOf(quiz)] ?? -1) >= Number(quiz.dataset.pass);
const isDone = (screen) => ("quiz" in screen.dataset ? isPassed(screen) : kept.d.includes(screens.indexOf(screen)));

function timeSpent() {
  const seconds = Math.round((Date.now() - begun) / 1000);
  const two = (value) => String(value).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function tell() {
  const done = screens.filter(isDone).length;
  document.querySelector("[data-progress]").textContent = `${done} ${words.of} ${screens.length} ${words.done}`;
  document.querySelectorAll("nav a").forEach((link, at) => link.classList.toggle("done", isDone(screens[at])));
  if (!isOpen) return;
  const percents = quizzes.map((quiz) => kept.q[screens.indexOf(quiz)] ?? 0);
  const set = (name, value) => api.LMSSetValue(name, String(value));
  set("cmi.suspend_data", JSON.stringify(kept));
  set("cmi.core.session_time", timeSpent());
  set("cmi.core.score.min", 0);
  set("cmi.core.score.max", 100);
  if (percents.length) set("cmi.core.score.raw", Math.round(percents.reduce((sum, one) => sum + one, 0) / percents.length));
  set("cmi.core.lesson_status", done < screens.length ? "incomplete" : quizzes.length ? "passed" : "completed");
  api.LMSCommit("");
}

function show(screen, { silently = false } = {}) {
  screens.forEach((one) => (one.hidden = one !== screen));
  if (isOpen) api.LMSSetValue("cmi.core.lesson_location", screen.id);
  if (!silently) screen.focus();
  tell();
}

function leave() {
  if (!isOpen) return;
  api.LMSSetValue("cmi.core.exit", screens.every(isDone) ? "" : "suspend");
  api.LMSSetValue("cmi.core.session_time", timeSpent());
  api.LMSFinish("");
  isOpen = false;
}
