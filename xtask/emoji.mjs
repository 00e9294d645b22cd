// Makes src/view/composer/emoji.tsv, the emoji of the picker, out of emojibase-data (MIT), which
// is made of Unicode's own data (CLDR and the emoji test file, Unicode License).
//
//   node xtask/emoji.mjs
//
// Each line is a group (`# name`) or an emoji: the emoji, its name and its key words, with tabs
// between. The result is committed: run this to take in a newer release.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RELEASE = "emojibase-data@17.0.0";
// Newer emoji are boxes on systems that are some years old.
const NEWEST = 15;
// Skin tones and hair alone.
const COMPONENTS = 2;

const folder = mkdtempSync(join(tmpdir(), "emoji-"));
try {
  execFileSync("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", RELEASE]);
  const read = (name) =>
    JSON.parse(readFileSync(join(folder, "node_modules/emojibase-data/en", `${name}.json`), "utf8"));
  const names = read("messages").groups;
  const emoji = read("data")
    .filter((one) => one.group !== undefined && one.group !== COMPONENTS && one.version <= NEWEST)
    .sort((one, other) => one.order - other.order);
  const lines = [];
  let group;
  for (const one of emoji) {
    if (one.group !== group) {
      group = one.group;
      const name = names.find((known) => known.order === group).message;
      lines.push(`# ${name[0].toUpperCase()}${name.slice(1)}`);
    }
    const known = new Set(one.label.toLowerCase().split(/[^\p{L}\p{N}]+/u));
    const more = (one.tags ?? []).filter((tag) => !known.has(tag.toLowerCase()));
    lines.push([one.emoji, one.label, more.join(" ")].join("\t").trimEnd());
  }
  writeFileSync("src/view/composer/emoji.tsv", `${lines.join("\n")}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
