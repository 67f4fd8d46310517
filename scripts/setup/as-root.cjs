'use strict';

// Loaded before the app (`-r`) when root runs it. Chromium then has to do without its sandbox, and
// `--no-sandbox` says so; the app's own app.enableSandbox() would take that switch back, and every
// process that it starts would end at once.

const { app } = require('electron');

app.enableSandbox = () => {};
