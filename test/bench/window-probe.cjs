'use strict';

// Loaded before the app (`-r`), Purser or the bare one: asks its page what the bench wants to know,
// and says the answer on a line of its own.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { app } = require('electron');

const PAGE = readFileSync(join(__dirname, 'window-page.js'), 'utf8');

const ask = async (contents) => {
  const answer = await contents.executeJavaScript(`${PAGE}\n${process.env.WINDOW_BENCH_ASK}`);
  // The next start is to find what this one has learnt.
  contents.session.flushStorageData();
  process.stdout.write(`answer ${JSON.stringify(answer ?? null)}\n`);
};

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    ask(contents).catch((error) => {
      process.stdout.write(`failed ${error.stack}\n`);
    });
  });
});
