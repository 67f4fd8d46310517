'use strict';

// Takes the place of the default app that an official Electron carries: `electron <folder> …` runs
// the app in <folder>. It also makes up for what the old Node inside lacks, before the app is loaded.

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { app } = require('electron');

require('./polyfills.cjs');
require('./workers.cjs');

/** Electron's own order: switches, `-r module` as often as wanted, then the app's folder. */
function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '-r' || arg === '--require') modules.push(args[(index += 1)]);
    else if (!arg.startsWith('-')) return { modules, folder: arg };
  }
  return { modules, folder: undefined };
}

const { modules, folder } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('usage: electron [-r module] <folder of the app> [arguments]\n');
  app.exit(1);
} else {
  const appPath = path.resolve(folder);
  const about = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'));
  const load = createRequire(path.join(appPath, 'package.json'));
  process.defaultApp = true;
  app.setAppPath(appPath);
  app.setName(about.productName ?? about.name);
  for (const module of modules) load(module);
  load(path.join(appPath, about.main));
}
