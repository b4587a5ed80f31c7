// One saving request: the fields of what changed, the form token, and the state of the answers last seen here.

const GIVE_UP_ON_REPLY = 15000;
const SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE = 60000;

export function createRequest(form) {
  const url = form.dataset.autosaveUrl;
  const fieldOf = (name) => form.elements.namedItem(name);

  function bodyOf(scopes) {
    const body = new URLSearchParams({ csrf_token: fieldOf("csrf_token").value, seen: fieldOf("seen")?.value ?? "" });
    // How long the page is looked at, where it says when it was opened.
    if (fieldOf("opened")) body.set("opened", fieldOf("opened").value);
    const values = new FormData(form);
    for (const scope of scopes) {
      const controls = scope.matches("[name]:not(fieldset)") ? [scope] : [...scope.querySelectorAll("[name]")];
      for (const name of new Set(controls.map((control) => control.name))) {
        body.append("changed", name);
        for (const value of values.getAll(name)) if (typeof value === "string") body.append(name, value);
      }
    }
    return body;
  }

  return {
    /** Send the fields of these scopes as they are now. */
    post(scopes) {
      const body = bodyOf(scopes);
      return fetch(url, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "error",
        keepalive: body.toString().length < SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE,
        signal: AbortSignal.timeout(GIVE_UP_ON_REPLY),
      });
    },

    /** Keep the token of the state that the server has now. */
    remember(seen) {
      if (seen && fieldOf("seen")) fieldOf("seen").value = seen;
    },

    /** Fetch a new form token from the page itself, after a new sign-in in another tab; false while nobody is signed in. */
    async renewToken() {
      const page = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      const same = fresh.querySelector(`form[data-autosave-url="${CSS.escape(url)}"]`);
      if (!same) return false;
      fieldOf("csrf_token").value = same.elements.namedItem("csrf_token").value;
      return true;
    },
  };
}
