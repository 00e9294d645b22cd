// Runs all scenarios (or those whose file name contains the first argument), a few at a time,
// and prints every failed check. The last line is `N passed, M failed`.

import { readdir } from 'node:fs/promises';
import { Checks } from './harness/checks.js';
import { within } from './harness/wait.js';

/** How many scenarios run at once; each has an own team, queue and agents. */
const AT_ONCE = 4;

/** The longest that one scenario may take, in milliseconds. */
const SCENARIO_LIMIT = 60_000;

// The SDK throws from its message handler where a server breaks its rules: that is a finding,
// not the end of the run.
const strays = new Checks();
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => strays.ok('the SDK throws nothing unforeseen', false, error?.stack ?? String(error)));
}

const folder = new URL('./scenarios/', import.meta.url);
const filter = process.argv[2] ?? '';
const files = (await readdir(folder)).filter((name) => name.endsWith('.js') && name.includes(filter)).sort();

const waiting = [...files];
const finished = [];
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) finished.push(await run(file));
}));
finished.push({ title: 'The run as a whole', results: strays.results });

let passed = 0;
let failed = 0;
for (const { title, results } of finished) {
  const bad = results.filter((result) => !result.passed);
  passed += results.length - bad.length;
  failed += bad.length;
  for (const { name, detail } of bad) console.log(`FAILED  ${title}: ${name}\n        ${detail ?? ''}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function run(file) {
  const { title, default: scenario } = await import(new URL(file, folder));
  const checks = new Checks();
  const begun = performance.now();
  try {
    await within(scenario(checks), 'the scenario to end', SCENARIO_LIMIT);
  } catch (error) {
    checks.aborted(error);
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const good = checks.results.filter((result) => result.passed).length;
  console.log(`${title}: ${good} of ${checks.results.length} (${seconds} s)`);
  return { title, results: checks.results };
}
