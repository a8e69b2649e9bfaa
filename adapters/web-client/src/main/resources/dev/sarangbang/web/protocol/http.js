// Accounts and sign-in, which go over HTTP because the session is a cookie that no script can read.

/** How long an answer may take. A network that swallows everything tells nobody of it. */
const ANSWER_MS = 8_000;

/** A password is hashed first, perhaps after those of others. */
const HASHED_MS = 30_000;

/** A refusal of the server, or `{ code: "unreachable" }`. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export const signUp = ({ username, password, name }) =>
  account("POST", "/api/accounts", { username, password, ...(name === "" ? {} : { display_name: name }) });

export const logIn = ({ username, password }) => account("POST", "/api/sessions", { username, password });

export const logOut = () => ask("DELETE", "/api/sessions/current");

/** The account signed in, or `undefined`; throws {@link Refused} when it cannot be told. */
export async function current() {
  try {
    return await account("GET", "/api/sessions/current");
  } catch (refused) {
    if (refused.code === "not_logged_in") return undefined;
    throw refused;
  }
}

const account = async (...request) => (await ask(...request)).account;

/** The answer to a request; throws {@link Refused}. */
export async function ask(method, path, body) {
  let response;
  let answer;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(body === undefined ? ANSWER_MS : HASHED_MS),
    });
    answer = response.status === 204 ? {} : await response.json();
  } catch {
    throw new Refused("unreachable");
  }
  if (!response.ok) throw new Refused(typeof answer?.code === "string" ? answer.code : "internal");
  return answer;
}
