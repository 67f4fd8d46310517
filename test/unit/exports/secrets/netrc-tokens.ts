/** Words between white space, as all readers of netrc take them where no quote begins one. */
export function netrcTokens(text: string): { name: string; secret: string }[] {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== '');
  const found: { name: string; secret: string }[] = [];
  for (let at = 0; at < words.length; at += 6) {
    const [machine, , login, name = '', password, secret = ''] = words.slice(at, at + 6);
    if (machine !== 'machine' || login !== 'login' || password !== 'password') {
      throw new Error('not netrc');
    }
    if (/^["#\\]/.test(name) || /^["#\\]/.test(secret)) throw new Error('a comment or a quote');
    found.push({ name, secret });
  }
  return found;
}
