// SPDX-License-Identifier: GPL-3.0-or-later
// The reviews that the pages are made of.
import {copyFileSync} from 'node:fs';
import {join} from 'node:path';

const data = process.env.MARQUEE_TEST_DATA;

const PROSE = `The sea is *never* far away. It takes her legs, and it gives them back.

He fights for money because it’s quicker. She watches – and learns.

## What the body knows

Audiard films skin as others film [landscape](https://example.org/landscape).

> The joke is on pity.

>! She walks in the end.

- First, the light
- Then, the dark

![The water](still.jpg "Before the storm")

1. \`Code\` is rare in reviews

***

Last words.`;

const FULL = {
  title: 'Rust and Bone', original_title: 'De rouille et d’os', year: 2012, directors: ['Jacques Audiard'],
  stars: ['Marion Cotillard', 'Matthias Schoenaerts', 'Armand Verdure', 'Robert Downey, Jr.'],
  rating: {value: 3.5, best: 5, worst: 0}, author: {name: 'Ines Albrecht', url: 'https://example.org/ines'},
  published: '2026-11-20T09:30:00+00:00', publisher: {name: 'The Electric Gazette', url: 'https://example.org/'},
  lang: 'en-GB', url: 'https://example.org/reviews/rust-and-bone/', runtime: 120, countries: ['France', 'Belgium'],
  summary: 'A killer whale, a bare-knuckle boxer, and the most unsentimental love story of the year.',
  screenings: {text: 'For full screening times visit', url: 'https://example.org/times', label: 'The Electric'},
  form: {action: 'https://example.org/reply'},
  poster: {src: 'poster.jpg', alt: 'A woman on a man’s shoulders, in the sea'},
  stills: [{src: 'still.jpg', alt: 'A wave', credit: 'Why Not Productions'}],
};

const EVIL = '</script><script>window.pwned=1</script><!--<script>"\'><img src=x onerror=window.pwned=1>';

function hostile() {
  return {
    name: 'hostile', hostile: true,
    facts: {
      ...FULL, poster: undefined, stills: undefined, title: `Evil ${EVIL}`, directors: [EVIL], stars: [`A ${EVIL}`, 'אורי קלוזנר', 'رجل'],
      summary: EVIL, author: {name: EVIL}, publisher: {name: EVIL},
      screenings: {text: EVIL, url: 'https://example.org/"onmouseover="window.pwned=1', label: EVIL},
    },
    body: `${EVIL}

<script>window.pwned=1</script>

<iframe src="https://example.org/"></iframe>

[a](javascript:window.pwned=1) [b](JaVaScRiPt:window.pwned=1) [c](&#106;avascript:window.pwned=1) <javascript:window.pwned=1>

![x](https://example.org/track.png) ![y](javascript:window.pwned=1) [z](data:text/html,<script>window.pwned=1</script>)

${'W'.repeat(5000)}

<b unclosed <p> &#0; &#x202E; &lt;script&gt;`,
    visible: ['<script>window.pwned=1</script>', '<iframe src='],
  };
}

/** All reviews, with their pictures copied beside. */
export function reviews(folder) {
  copyFileSync(join(data, 'poster.jpg'), join(folder, 'poster.jpg'));
  copyFileSync(join(data, 'still.jpg'), join(folder, 'still.jpg'));
  const crowd = Array.from({length: 80}, (_, i) => `Darstellerin Nummer ${i + 1}`);
  return [
    {name: 'full', facts: FULL, body: PROSE,
      visible: ['Dir:', 'Marion Cotillard, Matthias Schoenaerts, Armand Verdure and Robert Downey, Jr.', '3.5 out of 5',
        'For full screening times visit The Electric', 'Leave a Reply', 'Are you a robot? *', 'Last words.']},
    {name: 'bare', facts: {title: 'Untold'}, body: 'One line.', visible: ['Untold', 'One line.']},
    {name: 'german', facts: {...FULL, poster: undefined, stills: undefined, lang: 'de', title: 'Donaudampfschifffahrtsgesellschaftskapitän',
      stars: crowd, directors: ['A', 'B']}, body: PROSE.replace(/!\[.*\)/, 'Ende.'),
    visible: ['Regie:', 'Darstellerin Nummer 79 und Darstellerin Nummer 80', '3.5 von 5', '20. November 2026']},
    {name: 'rtl', facts: {...FULL, poster: undefined, stills: undefined, lang: 'he', title: 'ואלס עם באשיר', directors: ['ארי פולמן'],
      stars: ['רון בן-ישי', 'בועז רוזנצוויג']}, body: 'החייל הזה *הולך* בים.\n\nועוד פסקה.', visible: ['ואלס עם באשיר']},
    {name: 'letters', facts: {title: 'Graded', rating: undefined}, body: 'x', visible: ['Graded']},
    hostile(),
  ];
}
