/** The scheme and host under which the window's own files are served. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'purser';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The page that the window opens. */
export const START_URL = `${APP_ORIGIN}/index.html`;

/**
 * Whether a URL is one of our own pages. Compares the parts, because `.origin` of a scheme of
 * one's own is the string 'null' in Node, and the beginning of a string proves nothing
 * (app://purser.evil).
 */
export const isOwnUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
};
