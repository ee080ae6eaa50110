/** @file Reads sets of tags from standard input, one a line, and prints what is learnt of each. */

import { createInterface } from "node:readline";
import { loadParameters } from "../../../signals/contract/parameter_file.js";
import { Parameters } from "../../../signals/contract/parameters.js";
import { Learning } from "../../../signals/personal/learning.js";

const learning = new Learning(new Parameters(loadParameters()));
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(learning.learn(JSON.parse(line)))}\n`);
}
