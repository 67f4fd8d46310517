'use strict';

// Loaded before the app (`-r`) where Chromium's sandbox cannot work: as root, or in tests on a kernel
// that forbids it. `--no-sandbox` says so; the app's own app.enableSandbox() would take that switch
// back, and every process that it starts would end at once.

const { app } = require('electron');

app.enableSandbox = () => {};
