'use strict';

// What an app cannot do without: a window that shows a built page when it is painted.

const path = require('node:path');
const { app, BrowserWindow } = require('electron');

app.enableSandbox();
app.setPath('userData', process.env.WINDOW_BENCH_HOME);
const [page = 'index.html', search = ''] = process.env.WINDOW_BENCH_PAGE.split('?');

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs'), sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, page), { search });
});
app.on('window-all-closed', () => app.quit());
