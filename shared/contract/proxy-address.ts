/** A proxy as people write it: `http://proxy.example.com:3128`, `socks5://localhost:1080`. */
export interface ProxyAddress {
  /** SOCKS proxies always look names up themselves: `socks5` and `socks5h` are the same. */
  readonly protocol: 'http' | 'https' | 'socks5' | 'socks4a';
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  /** proxy.example.com:3128 */
  readonly host: string;
  /** Name or password stand in the address, where they do not belong. */
  readonly hasLogin: boolean;
}

const SCHEMES: Readonly<Record<string, [ProxyAddress['protocol'], number]>> = {
  'http:': ['http', 80],
  'https:': ['https', 443],
  'socks5:': ['socks5', 1080],
  'socks5h:': ['socks5', 1080],
  'socks4a:': ['socks4a', 1080],
};

/** Reads the address of a proxy; null where Purser cannot use it. */
export function readProxyAddress(text: string): ProxyAddress | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  const [protocol, usualPort] = SCHEMES[url.protocol] ?? [];
  if (protocol === undefined || usualPort === undefined || url.hostname === '') return null;
  const port = url.port === '' ? usualPort : Number(url.port);
  return {
    protocol,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    host: `${url.hostname}:${String(port)}`,
    hasLogin: url.username !== '' || url.password !== '',
  };
}

/** Whether this can stand in the field of a proxy's address. */
export function isProxyAddress(text: string): boolean {
  return readProxyAddress(text)?.hasLogin === false;
}
