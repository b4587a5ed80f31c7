// data-behaviour="workshop" on the part of a page that follows a workshop: asks data-state-url whether it has moved on, and if so
// puts in the same part of data-page-url. Keeps the focus and what was typed (data-keep names a text); says so in
// [data-workshop-status]. Rests while the page is hidden.

const PAUSE = 3000;

export default function workshop(part) {
  const status = document.querySelector("[data-workshop-status]");
  const { stateUrl, pageUrl, lost, ended } = part.dataset;
  const typed = new Map();
  let timer = 0;

  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };
  const keep = () =>
    part.querySelectorAll("[data-keep]").forEach((text) => {
      if (text.value !== text.defaultValue) typed.set(text.dataset.keep, text.value);
    });
  const chosen = () => part.querySelector("input[type=radio]:checked")?.id;
  const ballot = () => part.querySelector("input[name=ballot]")?.value;

  const replace = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(part.id);
    if (!fresh) return location.reload();
    const focused = part.contains(document.activeElement) ? document.activeElement.id : null;
    const [radio, before] = [chosen(), ballot()];
    keep();
    part.replaceChildren(...fresh.childNodes);
    part.dataset.state = fresh.dataset.state;
    if (!fresh.dataset.stateUrl) delete part.dataset.stateUrl;
    part.querySelectorAll("[data-keep]").forEach((text) => {
      if (typed.get(text.dataset.keep)) text.value = typed.get(text.dataset.keep);
    });
    if (radio && before === ballot()) document.getElementById(radio)?.click();
    if (focused === null) return;
    const place = (focused && document.getElementById(focused)) || part.querySelector("h2, legend") || part;
    if (!place.matches("a, button, input, textarea, summary")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  };

  const ask = async () => {
    const answer = await fetch(stateUrl, { headers: { Accept: "application/json" } });
    if (answer.status === 401) return say(ended);
    if (!answer.ok) throw new Error(answer.status);
    const { state, words } = await answer.json();
    if (state !== part.dataset.state) {
      const page = await fetch(pageUrl, { headers: { "HX-Request": "true" } });
      if (!page.ok) throw new Error(page.status);
      replace(await page.text());
      say(words);
    } else if (status?.textContent === lost) say("");
    next();
  };
  const next = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(go, PAUSE);
  };
  const go = () => {
    if (!part.isConnected || !part.dataset.stateUrl) return;
    ask().catch(() => {
      say(lost);
      next();
    });
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : go()));
  next();
}
