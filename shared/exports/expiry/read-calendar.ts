import { PRODUCT } from './product.ts';

/** An event as a calendar file of ours has it. */
export interface KnownEvent {
  readonly uid: string;
  readonly sequence: number;
  /** Epoch seconds. */
  readonly startsAt: number;
  readonly isCancelled: boolean;
  /** Its lines as they stand in the file, with their ends. */
  readonly text: string;
}

const MOMENT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

function momentOf(text: string): number {
  const [, year, month, day, hour, minute, second] = (MOMENT.exec(text) ?? []).map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return Math.floor(at / 1_000);
}

/**
 * The events of a calendar file that Purser wrote before, to write the next one after it.
 * @returns none for any other file
 */
export function readCalendar(text: string): KnownEvent[] {
  if (!text.startsWith('BEGIN:VCALENDAR\r\n') || !text.includes(`\r\nPRODID:${PRODUCT}\r\n`)) {
    return [];
  }
  const blocks = text.match(/(?<=\r\n)BEGIN:VEVENT\r\n[^]*?\r\nEND:VEVENT\r\n/g) ?? [];
  return blocks.flatMap((block) => {
    const lines = block.replaceAll('\r\n ', '').split('\r\n');
    const valueOf = (name: string): string =>
      lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
    const uid = valueOf('UID');
    const sequence = Number(valueOf('SEQUENCE'));
    const startsAt = momentOf(valueOf('DTSTART'));
    if (uid === '' || !Number.isInteger(sequence) || Number.isNaN(startsAt)) return [];
    const isCancelled = valueOf('STATUS') === 'CANCELLED';
    return [{ uid, sequence, startsAt, isCancelled, text: block }];
  });
}
