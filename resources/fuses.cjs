'use strict';

// What a packaged Purser can no longer be talked into. Every fuse of Electron is named, so that a
// new one has to be decided on; with NODE_OPTIONS off, NODE_EXTRA_CA_CERTS is ignored too, which
// is why certificate authorities are a setting of each instance.
module.exports = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // Chromium's own protection of memory under WebAssembly; the other way is slower, not safer.
  WasmTrapHandlers: true,
};
