// The frame around a package, at an address of its own: gives the package its interface (window.API or window.API_1484_11), and
// tells the academy, by messages to its page alone, every value there is now and every call since the last message.

const frame = document.querySelector("#package");
const start = JSON.parse(frame.dataset.start);
const is12 = start.version === "1.2";
const PAUSE = 500;
const MOST_CALLS = 1000;
const LONGEST_VALUE = 600;
const LONGEST_SUSPEND_DATA = is12 ? 4096 : 64000;
const NAMES = is12
  ? ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"]
  : ["Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"];
const [, FINISH, , SET, COMMIT] = NAMES;
const TOO_LONG = is12 ? 405 : 406;

const library = await import(is12 ? "/assets/scorm12.js" : "/assets/scorm2004.js");
const api = new (is12 ? library.Scorm12API : library.Scorm2004API)({ logLevel: 5 });
api.loadFromFlattenedJSON(start.values);

const calls = [];
let number = start.number;
let position = 0;
let timer = 0;

function send() {
  clearTimeout(timer);
  timer = 0;
  number += 1;
  const values = Object.fromEntries(Object.entries(api.getFlattenedCMI()).filter(([, value]) => typeof value === "string" && value));
  const message = { sitting: start.sitting, number, values, calls: calls.splice(0) };
  parent.postMessage(message, start.academy);
}

const sendIfChanged = () => timer && send();

function note(name, element, value, error) {
  position += 1;
  if (position > MOST_CALLS) return;
  calls.push({ position, name, element: String(element).slice(0, 255), value: String(value).slice(0, LONGEST_VALUE), error: error === "0" ? "" : error });
}

function call(name, args) {
  const [element = "", value = ""] = args;
  let result;
  if (name === SET && element === "cmi.suspend_data" && String(value).length > LONGEST_SUSPEND_DATA) {
    api.throwSCORMError(element, TOO_LONG);
    result = "false";
  } else {
    result = api[name](...args);
  }
  if (name.includes("Error") || name.includes("Diagnostic")) return result;
  note(name, element, name === SET ? value : result, String(api.lastErrorCode));
  if (name === COMMIT || name === FINISH) send();
  else if (name === SET && !timer) timer = setTimeout(send, PAUSE);
  return result;
}

const offered = Object.freeze(Object.fromEntries(NAMES.map((name) => [name, (...args) => call(name, args)])));
Object.defineProperty(window, is12 ? "API" : "API_1484_11", { value: offered });

addEventListener("beforeunload", sendIfChanged);
addEventListener("pagehide", sendIfChanged);
document.addEventListener("visibilitychange", () => document.hidden && sendIfChanged());

const files = new URL("files/", location.href);
const entry = start.entry.split("/").map(encodeURIComponent).join("/");
frame.src = new URL(entry + start.query, files);
