// data-behaviour="requests" on the body: what htmx asks for is shown to be on its way, and a failure is never silent.
// Swapped in are success and a form with mistakes (422); everything else becomes a message with "Try again".
// Reads the words data-failed, data-unreachable, data-ended, data-retry.

const isForSwapping = (status) => status < 300 || status === 422;

function tell(words, retryWords, retry) {
  const message = document.createElement("div");
  message.className = "message message--bad";
  message.setAttribute("role", "alert");
  message.dataset.failure = "";
  const text = document.createElement("p");
  text.className = "message__body message__body--wide";
  text.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = retryWords;
  button.addEventListener("click", () => {
    message.remove();
    retry();
  });
  message.append(text, button);
  document.querySelector(".messages")?.replaceChildren(message);
  message.scrollIntoView({ block: "nearest" });
}

function again(element) {
  if (element.matches("form")) element.requestSubmit();
  else element.click();
}

export default function requests(body) {
  const words = body.dataset;

  body.addEventListener("htmx:before:request", ({ detail }) => detail.ctx.target?.setAttribute("aria-busy", "true"));
  body.addEventListener("htmx:finally:request", ({ detail }) => detail.ctx.target?.removeAttribute("aria-busy"));

  body.addEventListener("htmx:before:response", (event) => {
    const { response, sourceElement } = event.detail.ctx;
    if (isForSwapping(response.status)) return;
    event.preventDefault();
    const isEnded = response.status === 401;
    tell(isEnded ? words.ended : words.failed, words.retry, () => (isEnded ? location.reload() : again(sourceElement)));
  });
  body.addEventListener("htmx:error", ({ detail }) => {
    if (detail.ctx) tell(words.unreachable, words.retry, () => again(detail.ctx.sourceElement));
  });

  // When the control that was pressed is gone, the reader goes on at the new content.
  body.addEventListener("htmx:after:swap", ({ detail }) => {
    document.querySelector("[data-failure]")?.remove();
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const { target } = detail.ctx;
    const place = target?.querySelector("[data-focus], h1, h2, h3") ?? target;
    if (!place?.isConnected) return;
    place.setAttribute("tabindex", "-1");
    place.focus();
  });
}
