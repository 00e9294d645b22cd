// The named checks of one scenario. A check that is not reached counts as failed through the
// error that ended the scenario.

import { isDeepStrictEqual, inspect } from 'node:util';

export class Checks {
  results = [];

  /** Passes if `condition` is truthy. */
  ok(name, condition, detail) {
    this.results.push({ name, passed: Boolean(condition), detail: condition ? undefined : detail });
  }

  /** Passes if both are equal all the way down. */
  equal(name, actual, expected) {
    const same = isDeepStrictEqual(actual, expected);
    this.ok(name, same, `got ${inspect(actual, { depth: 6 })}, expected ${inspect(expected, { depth: 6 })}`);
  }

  /** Passes if the promise is rejected with a Webitel error that names `id`, itself or in its detail. */
  async fails(name, promise, id) {
    try {
      const value = await promise;
      this.ok(name, false, `was accepted with ${inspect(value)}, expected ${id}`);
      return undefined;
    } catch (error) {
      const named = error?.id === id || String(error?.detail ?? '').includes(id);
      this.ok(name, named, `failed with ${inspect(error)}, expected ${id}`);
      return error;
    }
  }

  /** Notes what ended the scenario before its end. */
  aborted(error) {
    this.ok('runs to its end', false, error?.stack ?? inspect(error));
  }
}
