/**
 * What the window may load, do and be part of. Sent as a header with every file, so that no
 * page can come without it. Inline styles are allowed because Nuxt UI writes its colours into a
 * style element that takes no nonce; scripts are ours alone.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
].join('; ');
