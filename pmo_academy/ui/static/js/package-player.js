// data-behaviour="package-player" around the frame of a package: starts a sitting, and passes on to data-commit-url what the package
// reports, one message at a time, the newest values first told. Only messages of this frame and of data-origin count.

const PAUSE = 4000;
const OUTLIVES_THE_PAGE = 60000;

export default async function packagePlayer(place) {
  const { sittingUrl, commitUrl, token, origin } = place.dataset;
  const frame = place.querySelector("iframe");
  const words = place.querySelector("[data-package-state]");
  place.querySelector("[data-package-needs]").remove(); // it says what is missing without this script
  let sitting = 0;
  let waiting = null;
  let sending = null;
  let hasStopped = false;

  const post = (url, fields, options = {}) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ csrf_token: token, ...fields }), headers: { Accept: "application/json" }, redirect: "error", ...options });
  const fieldsOf = ({ number, values, calls }) => ({ sitting, number, values: JSON.stringify(values), calls: JSON.stringify(calls) });
  const joined = (older, newer) => (older && newer ? { ...newer, calls: [...older.calls, ...newer.calls] } : (newer ?? older));
  const stop = (message) => {
    hasStopped = true;
    words.textContent = message;
  };

  async function send() {
    if (sending || !waiting || hasStopped) return;
    [sending, waiting] = [waiting, null];
    const response = await post(commitUrl, fieldsOf(sending)).catch(() => null);
    const answer = (await response?.json().catch(() => null)) ?? {};
    if (response?.ok) words.textContent = answer.message;
    else if (response && response.status < 500) stop(answer.message ?? place.dataset.ended);
    else {
      waiting = joined(sending, waiting);
      words.textContent = place.dataset.retrying;
      setTimeout(send, PAUSE);
    }
    sending = null;
    if (response?.ok) send();
  }

  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || source !== frame.contentWindow || data?.sitting !== sitting) return;
    if (!Number.isInteger(data.number) || !Array.isArray(data.calls)) return;
    waiting = joined(waiting, data);
    send();
  });
  addEventListener("pagehide", () => {
    const rest = joined(sending, waiting);
    if (!rest || hasStopped) return;
    const fields = fieldsOf(rest);
    if (JSON.stringify(fields).length > OUTLIVES_THE_PAGE) fields.calls = "[]";
    post(commitUrl, fields, { keepalive: JSON.stringify(fields).length < OUTLIVES_THE_PAGE }).catch(() => {});
  });
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  const response = await post(sittingUrl, {}).catch(() => null);
  const begun = (await response?.json().catch(() => null)) ?? {};
  if (!response?.ok) return stop(begun.message ?? place.dataset.ended);
  sitting = begun.sitting;
  words.textContent = begun.message;
  frame.src = begun.address;
}
