import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '..', '..');

let home: string;
let start: ChildProcess;
let words = '';

/** Waits for a line of the command's stderr; fails with everything it said if it ends first. */
function heard(pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const match = pattern.exec(words);
      if (match) resolve(match[1] ?? match[0]);
    };
    start.stderr?.on('data', look);
    start.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${words}`)));
    look();
  });
}

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'purser-start-'));
  words = '';
  const script = join(ROOT, 'scripts', 'start.mjs');
  start = spawn(process.execPath, [script, '--remote-debugging-port=0'], {
    cwd: ROOT,
    env: { ...process.env, PURSER_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  start.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
});

test.afterEach(async () => {
  if (start.exitCode === null) {
    const ended = once(start, 'exit');
    start.kill('SIGTERM');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

/** What a person reads in the window, by way of its debugger; empty until there is a window. */
async function textInWindow(port: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
  const page = targets.find(({ type }) => type === 'page');
  if (!page) return '';
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    await once(socket, 'open');
    const params = { expression: 'document.body.innerText', returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
    const reply = JSON.parse(data) as { result?: { result: { value?: string } } };
    // There is no result while the page is still on its way.
    return reply.result?.result.value ?? '';
  } finally {
    socket.close();
  }
}

test('npm start opens the window, and says what it runs on', async () => {
  const port = await heard(/DevTools listening on ws:\/\/[^:]+:(\d+)/);
  await expect.poll(() => textInWindow(port)).toContain('Every robot account of every Harbor');
  // Everything was set up for this very run, so a second start has nothing to get or to make.
  expect(words).not.toMatch(/installing|getting|compiling/);

  const isFallback = /old and unsupported/.test(words);
  const says = (text: string): boolean => text.includes('gets no security fixes');
  await expect.poll(async () => says(await textInWindow(port))).toBe(isFallback);
});

test('npm start ends with the signal it is sent, and leaves nothing running', async () => {
  await heard(/DevTools listening on (ws:\S+)/);
  const ended = once(start, 'close');
  start.kill('SIGTERM');
  // stderr closes only when every process that was started has gone.
  await ended;
});
