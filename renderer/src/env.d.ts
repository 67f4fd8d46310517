/// <reference types="vite/client" />
import type { PurserBridge } from '../../shared/contract/bridge.ts';

declare global {
  interface Window {
    readonly purser: PurserBridge;
  }
}
