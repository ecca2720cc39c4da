// The theme's buttons name what they do in data-call (see tools/sphinx/finish_pages.py), for a page whose
// Content-Security-Policy lets no code stand in its attributes.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-call]");
  const action = button?.dataset.call.split(".").reduce((owner, name) => owner?.[name], window);
  if (typeof action === "function") action.call(window);
});
