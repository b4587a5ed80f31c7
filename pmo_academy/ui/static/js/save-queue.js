// The order of saving: one request at a time, the oldest change first, again and again until the server has it.

const LONGEST_PAUSE = 20000;

export function createQueue({ request, words, isTyping }) {
  const waiting = new Set();
  const refused = new Map();
  let sending = null;
  let failures = 0;
  let renewals = 0;
  let isAsking = false;
  let hasStopped = false;
  let saved = "";
  let wake = () => {};
  const listeners = [];

  const isDone = () => hasStopped || (!sending && waiting.size === 0);

  const pause = () =>
    new Promise((resolve) => {
      wake = resolve;
      const length = Math.min(LONGEST_PAUSE, 1000 * 2 ** failures);
      failures += 1;
      setTimeout(resolve, length * (0.8 + Math.random() * 0.4));
    });

  /** Try once; true when this change needs no further try. */
  async function attempt(scope) {
    isAsking = true;
    const response = await request.post([scope]).finally(() => (isAsking = false));
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      request.remember(answer.seen);
      words.answered();
      refused.delete(scope);
      failures = renewals = 0;
      saved = answer.message;
      return true;
    }
    if (response.status === 409) {
      hasStopped = true;
      words.conflict(answer.message);
      return true;
    }
    if (response.status === 400 || response.status === 401) {
      const isSignedIn = await request.renewToken();
      if (!isSignedIn) words.sessionEnded();
      renewals += isSignedIn ? 1 : 0;
      if (renewals < 3) return false;
    }
    if (response.status >= 500 || response.status === 429) return false;
    refused.set(scope, answer.message);
    return true;
  }

  async function run() {
    for (const scope of waiting) {
      waiting.delete(scope);
      sending = scope;
      words.asked();
      while (!hasStopped && !(await attempt(scope).catch(() => false))) {
        words.retrying();
        await pause();
      }
      if (hasStopped) break;
    }
    sending = null;
    if (!hasStopped && refused.size) words.refused([...refused.values()].at(-1));
    else if (!hasStopped && !isTyping()) words.saved(saved);
    listeners.splice(0).forEach((resolve) => resolve());
  }

  window.addEventListener("online", () => wake());

  return {
    isDone,
    /** Put a change at the end of the queue; twice the same waits once, and is sent as it is then. */
    add(scope) {
      if (hasStopped) return;
      waiting.add(scope);
      words.unsaved();
      if (!sending) run();
    },
    /** Resolve as soon as everything is saved or refused. */
    whenDone: () => (isDone() ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve))),
    /** The page goes away: send what is left in one request that outlives it. */
    sendTheRest() {
      const rest = [...new Set([isAsking ? null : sending, ...waiting])].filter(Boolean);
      if (rest.length && !hasStopped) request.post(rest).catch(() => {});
    },
  };
}
