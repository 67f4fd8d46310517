import type { PurserBridge } from '../../shared/contract/bridge.ts';

/**
 * The globals of the page, for functions that run there: `globalThis as unknown as Page`. The
 * tests themselves run in Node and must not be taken for code that has a document.
 */
export interface Page {
  purser: PurserBridge;
  readonly document: {
    createElement(name: string): PageElement;
    addEventListener(
      name: 'securitypolicyviolation',
      listener: (event: { readonly effectiveDirective: string }) => void,
    ): void;
    dispatchEvent(event: Event): boolean;
    readonly body: { append(element: PageElement): void; innerHTML: string };
  };
  readonly location: { assign(url: string): void };
  readonly open: (url: string) => object | null;
  readonly eval: (code: string) => unknown;
  readonly Worker: new (url: string) => object;
  readonly Notification: { requestPermission(): Promise<string> };
  readonly navigator: {
    readonly permissions: { query(what: { name: string }): Promise<{ state: string }> };
    readonly mediaDevices: { getUserMedia(what: { video: boolean }): Promise<unknown> };
    readonly clipboard: { readText(): Promise<string> };
  };
}

export interface PageElement {
  href: string;
  readonly contentWindow: object | null;
  setAttribute(name: string, value: string): void;
  click(): void;
}
