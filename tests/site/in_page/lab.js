// What the tests ask JupyterLab.

/** The names of the extensions that it has and has not been told to leave alone. */
function activeExtensions(page) {
  const { federated_extensions: there, disabledExtensions: off } = JSON.parse(
    page.querySelector("#jupyter-config-data").textContent,
  );
  return there.map(({ name }) => name).filter((name) => !off.includes(name));
}

/** What a figure shows of a field: the number that is written, or its control's. */
const numberShown = (root, field) =>
  Number(
    root.querySelector(`.nnbp-shown[data-quantity=${field}]`)?.dataset.value ??
      root.querySelector(`input[data-field=${field}]`)?.value ??
      root.querySelector(`[data-handle=${field}]`).getAttribute("aria-valuenow"),
  );
const shows = (root, field, value) => numberShown(root, field) === value;
const showsAnother = (root, field, value) => numberShown(root, field) !== value;
