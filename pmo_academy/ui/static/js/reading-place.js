// data-behaviour="reading-place" on a text: goes to paragraph data-paragraph and tells data-place-url, now and then, which one is on top.

const PAUSE = 3000;

export default function readingPlace(text) {
  const { placeUrl, token, paragraph } = text.dataset;
  const paragraphs = [...text.children].filter((part) => !part.matches("[data-note]"));
  const begin = Number(paragraph);
  let kept = begin;
  let timer = 0;

  const onTop = () => {
    const index = paragraphs.findIndex((part) => part.getBoundingClientRect().bottom > 0);
    return index < 0 ? paragraphs.length - 1 : index;
  };
  const keep = () => {
    clearTimeout(timer);
    const now = onTop();
    if (now === kept) return;
    kept = now;
    const body = new URLSearchParams({ csrf_token: token, paragraph: now });
    fetch(placeUrl, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true }).catch(() => {
      kept = -1; // Asked again at the next pause; a lost place is no reason to disturb a reader.
    });
  };

  // A note begun now is on what is being read.
  const choice = document.querySelector("[data-paragraph-choice]");
  choice?.closest("details").addEventListener("toggle", () => {
    if (!choice.form.elements.text.value && kept >= 0 && choice.querySelector(`[value="${kept}"]`)) choice.value = kept;
  });
  if (begin > 0 && !location.hash) paragraphs[begin]?.scrollIntoView();
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}
