// Waiting with time limits: nothing here sleeps for a fixed time.

/** How long anything may take, in milliseconds. */
export const LIMIT = 10_000;

/** The promise's value, or an error that names what was waited for. */
export function within(promise, what, limit = LIMIT) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${limit} ms for ${what}`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Repeats a question until its answer is truthy; for what no event announces. */
export async function until(ask, what, limit = LIMIT) {
  const deadline = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${limit} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** What arrived, in order. Each entry can be taken once. */
export class Inbox {
  #entries = [];
  #waiting = new Set();

  push(kind, data) {
    this.#entries.push({ kind, data, taken: false });
    for (const look of [...this.#waiting]) look();
  }

  /** Takes the first entry of this kind that fits, waiting for it if need be. */
  next(kind, fits = () => true, limit = LIMIT) {
    const found = this.#take(kind, fits);
    if (found) return Promise.resolve(found.data);
    let look;
    const arrival = new Promise((resolve) => {
      look = () => {
        const entry = this.#take(kind, fits);
        if (entry) {
          this.#waiting.delete(look);
          resolve(entry.data);
        }
      };
      this.#waiting.add(look);
    });
    return within(arrival, kind, limit).finally(() => this.#waiting.delete(look));
  }

  /** All entries of this kind that fit, taken or not. */
  all(kind, fits = () => true) {
    return this.#entries.filter((entry) => entry.kind === kind && fits(entry.data)).map((entry) => entry.data);
  }

  /** The kinds in the order of arrival. */
  kinds() {
    return this.#entries.map((entry) => entry.kind);
  }

  #take(kind, fits) {
    const entry = this.#entries.find((e) => !e.taken && e.kind === kind && fits(e.data));
    if (entry) entry.taken = true;
    return entry;
  }
}
