'use strict';

// A worker thread starts with globals of its own, so each gets the polyfills before its own code.

const threads = require('node:worker_threads');

const POLYFILLS = require.resolve('./polyfills.cjs');
const { Worker } = threads;

threads.Worker = class extends Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: ['-r', POLYFILLS, ...(options.execArgv ?? [])] });
  }
};
