// SPDX-License-Identifier: GPL-3.0-or-later
let n = 0;
let failed = 0;

/** Runs one check and says in TAP how it went. */
export async function check(name, step) {
  n += 1;
  try {
    await step();
    console.log(`ok ${n} - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${n} - ${name}`);
    console.log(String(error.stack ?? error).replace(/^/gm, '# '));
  }
}

export function done() {
  console.log(`1..${n}`);
  process.exitCode = failed ? 1 : 0;
}
