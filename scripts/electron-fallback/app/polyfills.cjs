'use strict';

// What the packages that Purser bundles expect of Node and the old Node 18.15 lacks. Language
// features come from core-js; the rest is Node's own interface and written out here.

require('core-js/actual/array/from-async');
require('core-js/actual/iterator');
require('core-js/actual/map/group-by');
require('core-js/actual/object/group-by');
require('core-js/actual/promise/try');
require('core-js/actual/promise/with-resolvers');
require('core-js/actual/set');
require('core-js/actual/symbol/async-dispose');
require('core-js/actual/symbol/dispose');
require('core-js/actual/url/can-parse');

const buffer = require('node:buffer');
const crypto = require('node:crypto');
const fs = require('node:fs');
const tls = require('node:tls');

/** Adds what is missing and leaves alone what is there. */
function provide(target, name, value) {
  if (target[name] !== undefined) return;
  Object.defineProperty(target, name, {
    value,
    configurable: true,
    writable: true,
    enumerable: false,
  });
}

provide(globalThis, 'File', buffer.File);
provide(globalThis, 'crypto', crypto.webcrypto);
provide(
  globalThis,
  'CustomEvent',
  class CustomEvent extends Event {
    constructor(type, options) {
      super(type, options);
      this.detail = options?.detail ?? null;
    }
  },
);

provide(process, 'getBuiltinModule', (id) => {
  const { isBuiltin } = require('node:module');
  return isBuiltin(id) ? require(id) : undefined;
});

provide(AbortSignal, 'any', (signals) => {
  const controller = new AbortController();
  const abort = (event) => controller.abort(event.target.reason);
  for (const signal of signals) {
    if (signal.aborted) {
      controller.abort(signal.reason);
      break;
    }
    signal.addEventListener('abort', abort, { once: true, signal: controller.signal });
  }
  return controller.signal;
});

provide(crypto, 'hash', (algorithm, data, encoding = 'hex') =>
  crypto.createHash(algorithm).update(data).digest(encoding),
);

const SYSTEM_CERTIFICATES = [
  process.env.SSL_CERT_FILE,
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

function readCertificates(files) {
  const file = files.find((name) => name && fs.existsSync(name));
  const text = file ? fs.readFileSync(file, 'utf8') : '';
  return text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
}

provide(tls, 'getCACertificates', (type = 'default') => {
  if (type === 'system') return readCertificates(SYSTEM_CERTIFICATES);
  if (type === 'extra') return readCertificates([process.env.NODE_EXTRA_CA_CERTS]);
  return [...tls.rootCertificates];
});
