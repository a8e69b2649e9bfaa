// Runs before the first picture: whoever chose the dark is not blinded by a light page while the rest is loaded, and for
// whoever is probably signed in, the rest is what is behind the door as well.
try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("sarangbang.prefs"))?.theme ?? "auto";
  if (localStorage.getItem("sarangbang.account") !== null) {
    for (const link of document.querySelectorAll("link[rel=behind-the-door]")) link.rel = "modulepreload";
  }
} catch {
  document.documentElement.dataset.theme = "auto"; // storage is forbidden here
}
