// Runs inside the page that is measured, Purser's or the bare one.

globalThis.bench = (() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** The next task: within a frame, the one after everything was laid out and painted. */
  const task = () =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });

  /** Milliseconds since 1970 when something of this selector was painted with a text in it. */
  const painted = async (selector) => {
    for (;;) {
      await frame();
      const element = document.querySelector(selector);
      if (element !== null && /\w/.test(element.textContent)) break;
    }
    // A task after the next frame: what was there before that frame is on the screen.
    await frame();
    await task();
    return performance.timeOrigin + performance.now();
  };

  /** Goes to a page of Purser, once it has opened one, and waits until it is there. */
  const go = async (hash, selector) => {
    while (!/^#\/./.test(location.hash)) await frame();
    location.hash = hash;
    await painted(selector);
  };

  /**
   * Milliseconds from the step to another page, once the first one stands and has had so many
   * milliseconds to settle, until it is painted.
   */
  const timed = async (hash, selector, settle = 3_000) => {
    if (hash.startsWith('#/')) {
      while (!/^#\/./.test(location.hash)) await frame();
      // A start comes back to the last page, which is the one that is measured.
      location.hash = '#/overview';
    }
    await wait(settle);
    const start = performance.timeOrigin + performance.now();
    location.hash = hash;
    return (await painted(selector)) - start;
  };

  const percentile = (values, part) =>
    values.toSorted((left, right) => left - right)[Math.floor(values.length * part)];

  /**
   * Scrolls the grid, or something else, down so many pixels with every frame, from the top; `null`
   * for as many as lead to the end, and to the right by `across`. Answers, each for 95 of 100 frames, the milliseconds from frame to frame and
   * those that a frame kept the page busy, and the most rows that were drawn.
   */
  const scroll = async (step, frames, across = 0, what = '[role=grid]') => {
    const grid = document.querySelector(what);
    grid.scrollTop = 0;
    grid.scrollLeft = 0;
    await wait(300);
    const by = step ?? Math.ceil((grid.scrollHeight - grid.clientHeight) / frames);
    const between = [];
    const busy = [];
    let rows = 0;
    await frame();
    let last = performance.now();
    for (let turn = 1; turn <= frames; turn += 1) {
      grid.scrollTop = turn * by;
      grid.scrollLeft = turn * across;
      await task();
      busy.push(performance.now() - last);
      await frame();
      const now = performance.now();
      between.push(now - last);
      last = now;
      rows = Math.max(rows, grid.querySelectorAll('[role=row]').length);
    }
    return { p95: percentile(between, 0.95), busy: percentile(busy, 0.95), rows };
  };

  /** Milliseconds from the press of a button until what it changes has another label, painted. */
  const pressed = async (words, what) => {
    const label = () => document.querySelector(what)?.getAttribute('aria-label');
    const before = label();
    const buttons = [...document.querySelectorAll('button')];
    const start = performance.now();
    buttons.find(({ textContent }) => textContent.trim() === words).click();
    while ((label() ?? before) === before) await frame();
    await frame();
    await task();
    return performance.now() - start;
  };

  const size = (what = '[role=grid]') => {
    const { clientWidth: width, clientHeight: height } = document.querySelector(what);
    return { width, height };
  };

  return { painted, go, timed, scroll, pressed, size, wait };
})();
