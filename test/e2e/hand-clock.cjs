/**
 * A clock of the main process that is moved by hand: `setClock(milliseconds)` says what time it is
 * and lets everything that is done each minute be done once. Until then it is the real time, but no
 * minute passes by itself.
 */
const MINUTE = 60_000;
const { setInterval: start } = globalThis;
const eachMinute = [];
Object.assign(globalThis, {
  setInterval: (call, milliseconds, ...input) => {
    if (milliseconds !== MINUTE) return start(call, milliseconds, ...input);
    eachMinute.push(() => call(...input));
    // Its owner may clear it; it never comes to its end.
    return start(() => undefined, 2 ** 31 - 1);
  },
  setClock: (milliseconds) => {
    Date.now = () => milliseconds;
    for (const call of eachMinute) call();
  },
});
