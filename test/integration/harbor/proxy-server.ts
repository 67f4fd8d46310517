import { onTestFinished } from 'vitest';
import { openProxy, type OpenProxy, type ProxyRules } from '../../proxy-server.ts';

export type ProxyServer = Omit<OpenProxy, 'close'>;

/** A real proxy on loopback that ends with the test. */
export async function startProxy(rules: ProxyRules = {}): Promise<ProxyServer> {
  const proxy = await openProxy(rules);
  onTestFinished(() => proxy.close());
  return proxy;
}
