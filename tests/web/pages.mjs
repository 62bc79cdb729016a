// SPDX-License-Identifier: GPL-3.0-or-later
// Exported pages in a real browser and under real validators: pages.mjs MARQUEE-CLI
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {reviews} from './reviews.mjs';
import {check, done} from './tap.mjs';

const cli = process.argv[2];
const require = createRequire(`${process.env.MARQUEE_WEB}/`);
const {chromium} = require('playwright-core');
const {mf2} = require('microformats-parser');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const vnu = require.resolve('vnu-jar/build/dist/vnu.jar');
const THEMES = ['broadsheet', 'magazine', 'journal'];
const work = mkdtempSync(join(tmpdir(), 'marquee-web-'));

function render(review, theme) {
  const source = join(work, `${review.name}.md`);
  const folder = join(work, theme, review.name);
  writeFileSync(source, `---\n${JSON.stringify(review.facts)}\n---\n\n${review.body}\n`);
  execFileSync(cli, ['render', '--theme', theme, source, '-o', folder]);
  return folder;
}

const pages = reviews(work).flatMap(review => THEMES.map(theme => ({review, theme, folder: render(review, theme)})));

await check('rendering twice gives the same bytes', () => {
  for (const {review, theme, folder} of pages) {
    const before = readFileSync(join(folder, 'index.html'));
    render(review, theme);
    assert.ok(before.equals(readFileSync(join(folder, 'index.html'))), `${theme} ${review.name}`);
  }
});

await check('the Nu HTML checker finds no error', () => {
  const run = spawnSync('java', ['-jar', vnu, '--format', 'text', '--errors-only',
    ...pages.map(page => join(page.folder, 'index.html'))], {encoding: 'utf8'});
  assert.equal(run.status, 0, run.stderr);
});

await check('sizes are kept', () => {
  for (const {review, theme, folder} of pages) {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const css = html.match(/<style>([^]*?)<\/style>/)[1];
    assert.ok(Buffer.byteLength(css) <= 16 * 1024, `${theme}: ${Buffer.byteLength(css)} bytes of CSS`);
    const extra = gzipSync(html).length - gzipSync(review.body).length;
    if (!review.hostile) assert.ok(extra <= 10 * 1024, `${theme} ${review.name}: ${extra} bytes around the text`);
    const size = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    assert.ok(size <= 1.5e6, `${size} bytes in the folder`);
  }
});

const list = value => value === undefined ? [] : [].concat(value);

await check('JSON-LD says what the facts say', () => {
  for (const {review, folder} of pages.filter(page => page.theme === 'journal')) {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const blocks = [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)];
    assert.equal(blocks.length, 1);
    const data = JSON.parse(blocks[0][1]);
    const {facts} = review;
    assert.equal(data['@type'], 'Review');
    assert.equal(data.itemReviewed.name, review.shownTitle ?? facts.title);
    assert.deepEqual((data.itemReviewed.director ?? []).map(person => person.name), list(facts.directors));
    assert.deepEqual((data.itemReviewed.actor ?? []).map(person => person.name), list(facts.stars));
    assert.equal(data.itemReviewed.dateCreated, facts.year?.toString());
    assert.equal(data.reviewRating?.ratingValue, facts.rating?.value);
    assert.equal(data.reviewRating?.bestRating, facts.rating?.best);
    assert.equal(data.reviewRating?.worstRating, facts.rating?.worst);
    assert.equal(data.author?.name, facts.author?.name);
    assert.equal(data.publisher?.name, facts.publisher?.name);
    assert.equal(data.datePublished, facts.published);
    assert.equal(data.url, facts.url);
    assert.ok(!('aggregateRating' in data));
  }
});

await check('microformats say what the facts say', () => {
  for (const {review, folder} of pages.filter(page => page.theme === 'broadsheet' && !page.review.hostile)) {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const {items} = mf2(html, {baseUrl: review.facts.url ?? 'https://example.org/'});
    const {facts} = review;
    assert.equal(items.length, 1);
    assert.deepEqual(items[0].type.sort(), ['h-entry', 'h-review']);
    const properties = items[0].properties;
    assert.deepEqual(properties.name, [facts.title]);
    const item = properties.item[0].properties;
    const named = value => (value ?? []).map(person => person.value ?? person);
    assert.deepEqual(item.name, [facts.title]);
    assert.deepEqual(named(item.director), list(facts.directors));
    assert.deepEqual(named(item.actor), list(facts.stars));
    assert.deepEqual(properties.rating ?? [], list(facts.rating?.value).map(String));
    assert.deepEqual(properties.best ?? [], list(facts.rating?.best).map(String));
    assert.deepEqual(named(properties.author), list(facts.author?.name));
    assert.deepEqual(properties.published ?? [], list(facts.published));
    assert.equal(item.photo?.length ?? 0, facts.poster ? 1 : 0);
    assert.deepEqual(properties.url ?? [], list(facts.url));
  }
});

const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']});

async function open(folder, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen = {console: [], requests: [], dialogs: 0};
  page.on('console', message => seen.console.push(message.text()));
  page.on('pageerror', error => seen.console.push(String(error)));
  page.on('dialog', dialog => { seen.dialogs += 1; dialog.dismiss(); });
  page.on('request', request => seen.requests.push(request.url()));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href, {waitUntil: 'load'});
  return {context, page, seen};
}

for (const {review, theme, folder} of pages) {
  const own = pathToFileURL(folder).href;
  await check(`${theme} ${review.name}: no message, no request, no script`, async () => {
    const {context, page, seen} = await open(folder);
    assert.deepEqual(seen.console, []);
    assert.deepEqual(seen.requests.filter(url => !url.startsWith(own) && !url.startsWith('data:')), []);
    assert.equal(seen.dialogs, 0);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    const text = await page.evaluate(() => document.body.innerText);
    for (const words of review.visible) assert.ok(text.includes(words), `missing: ${words}`);
    await context.close();
  });
  if (review.hostile) {
    await check(`${theme} ${review.name}: safe with the policy taken away`, async () => {
      const html = readFileSync(join(folder, 'index.html'), 'utf8');
      const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
      assert.notEqual(bare, html);
      writeFileSync(join(folder, 'bare.html'), bare);
      const context = await browser.newContext();
      const page = await context.newPage();
      const requests = [];
      page.on('request', request => requests.push(request.url()));
      await page.goto(pathToFileURL(join(folder, 'bare.html')).href);
      assert.deepEqual(requests.filter(url => !url.startsWith(own) && !url.startsWith('data:')), []);
      assert.equal(await page.evaluate(() => window.pwned), undefined);
      await context.close();
    });
  }
  await check(`${theme} ${review.name}: nothing scrolls sideways`, async () => {
    for (const width of [320, 360, 1280]) {
      const {context, page} = await open(folder, {viewport: {width, height: 800}});
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${over} px too wide at ${width}`);
      await context.close();
    }
  });
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      await check(`${theme} ${review.name}: axe, ${colorScheme}, ${width} px`, async () => {
        // The policy would keep the checker out too: it comes in through the debugger.
        const {context, page} = await open(folder, {colorScheme, viewport: {width, height: 800}, bypassCSP: true});
        await page.evaluate(axe);
        const {violations} = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes.map(node => node.html).join(' ')}`), []);
        await context.close();
      });
    }
  }
}
await browser.close();
done();
