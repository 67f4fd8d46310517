/** Cookies of a request by name; the first of two with one name counts. */
export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const split = part.indexOf('=');
    const name = part.slice(0, split).trim();
    if (split > 0 && name !== '' && !cookies.has(name))
      cookies.set(
        name,
        part
          .slice(split + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  return cookies;
}
