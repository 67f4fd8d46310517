import type { ElectronApplication } from '@playwright/test';
import type { Place } from './leak-scan.ts';

/** Everything said between the window and the main process from now on. */
export interface IpcTap {
  /** What the main process answered and told unasked, one place per channel. */
  toWindow(): Promise<Place[]>;
  /** What the window sent, by channel. */
  fromWindow(): Promise<Place[]>;
}

type Message = readonly [direction: 'in' | 'out', channel: string, text: string];

/** Listens to every channel inside the main process, below the code of the application. */
export async function tapIpc(app: ElectronApplication): Promise<IpcTap> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const messages: Message[] = [];
    const text = (value: unknown): string =>
      JSON.stringify(value, (_key, part: unknown) =>
        ArrayBuffer.isView(part) ? Array.from(part as Uint8Array) : part,
      ) ?? '';
    type Handler = (event: unknown, ...input: unknown[]) => Promise<unknown>;
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>;
    };
    for (const [channel, handle] of handlers) {
      handlers.set(channel, async (event, ...input) => {
        messages.push(['in', channel, text(input)]);
        const answer = await handle(event, ...input);
        messages.push(['out', channel, text(answer)]);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel, ...payload) => {
        messages.push(['out', channel, text(payload)]);
        send(channel, ...payload);
      };
    }
    (globalThis as unknown as { tapped: Message[] }).tapped = messages;
  });

  const heard = async (wanted: Message[0]): Promise<Place[]> => {
    const messages = await app.evaluate(
      () => (globalThis as unknown as { tapped: Message[] }).tapped,
    );
    const byChannel = new Map<string, string[]>();
    for (const [direction, channel, text] of messages) {
      if (direction !== wanted) continue;
      byChannel.set(channel, [...(byChannel.get(channel) ?? []), text]);
    }
    return [...byChannel].map(([name, texts]) => ({ name, bytes: Buffer.from(texts.join('\n')) }));
  };
  return { toWindow: () => heard('out'), fromWindow: () => heard('in') };
}
