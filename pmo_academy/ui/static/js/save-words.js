// What the page says about saving. "Saved" comes from the server and from nowhere else.

const REPLY_IS_LATE = 5000;
const TELL_TO_STAY = 30000;

function link(words, href, newTab) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = words;
  if (newTab) anchor.target = "_blank";
  return anchor;
}

export function createWords(place) {
  const known = place.dataset;
  let timers = [];

  const clear = () => timers.splice(0).forEach(clearTimeout);
  const say = (state, ...content) => {
    if (known.state === state && place.textContent === content.join("")) return;
    known.state = state;
    place.replaceChildren(...content);
  };
  const isUnsaved = () => ["saving", "retrying", "ended"].includes(known.state);

  return {
    /** Something was typed or chosen and waits for its turn. */
    unsaved() {
      if (!isUnsaved()) say("saving", known.saving);
    },
    /** A request is on its way; when the answer is late, say so. */
    asked() {
      clear();
      timers.push(
        setTimeout(() => known.state === "saving" && say("retrying", known.retrying), REPLY_IS_LATE),
        setTimeout(() => known.state === "retrying" && say("retrying", known.offline), TELL_TO_STAY),
      );
    },
    /** The server has this one; others may follow. */
    answered() {
      clear();
      say("saving", known.saving);
    },
    retrying() {
      if (known.state === "saving") say("retrying", known.retrying);
    },
    saved(message) {
      clear();
      say("saved", message);
    },
    refused(message) {
      clear();
      say("problem", message || known.refused);
    },
    conflict(message) {
      clear();
      say("problem", message || known.conflict, " ", link(known.reload, location.href));
    },
    sessionEnded() {
      clear();
      say("ended", known.ended, " ", link(known.signIn, known.signInUrl, true));
    },
  };
}
