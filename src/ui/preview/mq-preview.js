/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs in a script world of the program's own: the page's scripts, of which there are none, can't reach it. */
globalThis.marquee = (() => {
  const host = window.webkit.messageHandlers.marquee;
  const body = () => document.querySelector('.e-content');
  const header = () => document.querySelector('article > header');

  const isInView = element => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.top < window.innerHeight * 0.75;
  };

  const show = index => {
    const block = body()?.children[index];
    if (block && !isInView(block)) block.scrollIntoView({block: 'center'});
  };

  /* Keeping the element itself spares its neighbours a new look at their styles. */
  const haveSameShell = (one, other) => one.cloneNode(false).isEqualNode(other.cloneNode(false));

  document.addEventListener('click', event => {
    const block = event.target.closest?.('.e-content > *');
    if (block && !event.target.closest('a'))
      host.postMessage([...body().children].indexOf(block));
  });

  /* Block numbers are whole, where the page was scrolled to is told as less than zero. */
  document.addEventListener('scrollend', () => host.postMessage(-1 - window.scrollY));

  return {
    /* Takes out `removed` blocks from `at` on and puts `html` in their place. */
    patch(at, removed, html, shown) {
      const parent = body(), blocks = parent.children;
      const fragment = document.createRange().createContextualFragment(html);
      for (let i = 1; i < removed; i++) blocks[at].remove();
      if (removed === 1 && fragment.children.length === 1 && haveSameShell(blocks[at], fragment.children[0]))
        blocks[at].replaceChildren(...fragment.children[0].childNodes);
      else if (removed > 0) blocks[at].replaceWith(fragment);
      else parent.insertBefore(fragment, blocks[at] ?? null);
      if (shown >= 0) show(shown);
    },
    setHeader(html) { header().innerHTML = html; },
    show,
    scrollTo(y) { window.scrollTo(0, y); },
  };
})();
