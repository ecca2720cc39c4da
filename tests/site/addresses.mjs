// How often the state that a figure reads from an address has a value that the figure could not hold.
// Gets { name, module, addresses } on its standard input.

import { readFileSync } from "node:fs";
import { accepted, fromAddress } from "../../nnbp_core/explorers/shared/address.js";

const { name, module, addresses } = JSON.parse(readFileSync(0, "utf8"));
const { fields } = await import(`../../nnbp_core/explorers/${module}.js`);
const values = addresses.flatMap((address) => Object.entries(fromAddress(address, name, fields).state));
const field = (key) => fields.find((each) => each.name === key);
console.log(values.filter(([key, value]) => accepted(field(key), value) === undefined).length);
