// Runs the scenarios and prints every failed check. The last line is `N passed, M failed`.

import { readdir } from 'node:fs/promises';
import { Checks } from '../conformance/harness/checks.js';
import { signIn } from './crm.js';

const folder = new URL('./scenarios/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();

let passed = 0;
let failed = 0;
for (const file of files) {
  const { title, default: scenario } = await import(new URL(file, folder));
  const checks = new Checks();
  try {
    await scenario(checks, await signIn('anna'));
  } catch (error) {
    checks.aborted(error);
  }
  const bad = checks.results.filter((result) => !result.passed);
  passed += checks.results.length - bad.length;
  failed += bad.length;
  console.log(`${title}: ${checks.results.length - bad.length} of ${checks.results.length}`);
  for (const { name, detail } of bad) console.log(`FAILED  ${title}: ${name}\n        ${detail ?? ''}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
