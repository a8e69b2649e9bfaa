// Signing in and signing up.

import * as http from "../protocol/http.js";
import { alsoUse, t } from "../i18n/text.js";
import { setPref } from "../app/prefs.js";
import { errorWords } from "./parts.js";
import { Mark } from "./icons.js";
import { look } from "./look.js";
import { h, useApp, useRef, useState, useStore } from "./preact.js";

/** Resolves when its words and its looks are there as well. */
export const ready = () => Promise.all([alsoUse("door"), look("style/forms.css"), look("style/door.css")]);

export function Auth() {
  const app = useApp();
  const notice = useStore((state) => state.auth.notice);
  const invited = useStore((state) => state.route.at === "join");
  const [joining, setJoining] = useState(false);
  const [error, setError] = useState();
  const [busy, setBusy] = useState(false);
  const form = useRef();

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    const field = (name) => form.current.elements.namedItem(name)?.value ?? "";
    const given = { username: field("username").trim(), password: field("password"), name: field("name").trim() };
    setBusy(true);
    setError(undefined);
    try {
      await app.signedIn(await (joining ? http.signUp(given) : http.logIn(given)));
    } catch (refused) {
      setError(refused.code ?? "internal");
      setBusy(false);
      form.current.elements.namedItem("username").focus();
    }
  };

  const turn = () => {
    setJoining(!joining);
    setError(undefined);
  };

  return h(
    "main",
    { class: "auth" },
    h("div", { class: "auth-picture", "aria-hidden": "true" }),
    h(
      "div",
      { class: "auth-card" },
      h("div", { class: "brand" }, h(Mark), h("h1", {}, t("app_name"))),
      h("p", { class: "tagline" }, invited ? t("tagline_invited") : t("tagline")),
      notice && h("p", { class: "notice", role: "status", "data-testid": "auth-notice" }, t(notice)),
      h(
        "form",
        { ref: form, onSubmit: submit, "aria-label": joining ? t("sign_up") : t("log_in"), "data-testid": "auth-form" },
        h(Field, {
          name: "username",
          label: t("username"),
          hint: joining && t("username_hint"),
          autocomplete: "username",
        }),
        joining &&
          h(Field, {
            name: "name",
            label: t("display_name"),
            hint: t("display_name_hint"),
            autocomplete: "nickname",
            optional: true,
          }),
        h(Field, {
          name: "password",
          type: "password",
          label: t("password"),
          hint: joining && t("password_hint"),
          autocomplete: joining ? "new-password" : "current-password",
        }),
        h("p", { class: "form-error", role: "alert", "data-testid": "auth-error" }, error && errorWords(error)),
        h(
          "button",
          { class: "button primary", type: "submit", "aria-disabled": String(busy), "data-testid": "auth-submit" },
          busy ? t("one_moment") : joining ? t("sign_up") : t("log_in"),
        ),
      ),
      h(
        "p",
        { class: "auth-other" },
        joining ? t("have_account") : t("no_account"),
        " ",
        h(
          "button",
          { type: "button", class: "link", onClick: turn, "data-testid": "auth-switch" },
          joining ? t("log_in") : t("sign_up"),
        ),
      ),
      h(Languages),
    ),
  );
}

function Field({ name, label, hint, optional, ...rest }) {
  const hintId = hint ? `${name}-hint` : undefined;
  return h(
    "div",
    { class: "field" },
    h("label", { for: name }, label, optional && h("span", { class: "optional" }, " ", t("optional"))),
    h("input", {
      id: name,
      name,
      required: !optional,
      "aria-describedby": hintId,
      autocapitalize: "none",
      spellcheck: false,
      "data-testid": `auth-${name}`,
      ...rest,
    }),
    hint && h("p", { class: "hint", id: hintId }, hint),
  );
}

function Languages() {
  const { store } = useApp();
  const language = useStore((state) => state.language);
  const option = (tag, name) =>
    h(
      "button",
      {
        type: "button",
        lang: tag,
        "aria-pressed": String(language === tag),
        onClick: () => setPref(store, { language: tag }),
        "data-testid": `language-${tag}`,
      },
      name,
    );
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": t("language") },
    option("ko", "한국어"),
    option("en", "English"),
  );
}
